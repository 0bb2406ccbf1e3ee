"""The only room that picks adapters and reads settings; it introduces the others."""
