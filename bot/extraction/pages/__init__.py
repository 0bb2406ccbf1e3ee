"""Reads what is laid out in pages and pictures: PDF files, and images by OCR."""
