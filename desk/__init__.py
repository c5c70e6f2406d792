"""The editors' web application: server-rendered pages that work, a little script that helps."""
