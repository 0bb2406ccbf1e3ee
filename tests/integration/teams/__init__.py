"""The Teams room over HTTP: real signatures, real store, our stand-in for Microsoft's side."""
