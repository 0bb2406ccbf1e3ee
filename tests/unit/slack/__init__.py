"""Units of the Slack room."""
