"""1. Where posts come from: a file goes in, ``Post | Reject | Other`` come out; a file a format."""
