"""The Microsoft Teams room: activities in, cards out; botbuilder is known to `edge` alone."""
