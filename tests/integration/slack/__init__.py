"""The Slack room over HTTP: real signatures, real store, our stand-in for Slack."""
