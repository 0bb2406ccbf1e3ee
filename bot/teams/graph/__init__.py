"""What Microsoft Graph adds where a customer grants it: blocking, files, and all of the tenant."""
