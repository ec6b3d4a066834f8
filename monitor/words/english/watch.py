"""What is said while watching: what was done, what failed, when the computer slept."""

WORDS = {
    "file": "file",
    "once": "Ask every source that is due once, then end (for cron or Task Scheduler).",
    "check": "Only check the file, and ask nobody.",
    "fail_on_alert": "With --once: exit code 1 where there is a new alert.",
    "sound": "{path} is sound: {count} sources, database {database}.",
    "sound_source": "{source}: every {minutes} minutes",
    "sound_quiet": "Alerts are quiet from {start} to {end} WIB.",
    "started": "Watching: {count} sources, database {database}. Stop with Ctrl-C.",
    "stopping": "Asked to stop; the page under way is finished first.",
    "stopped": "Stopped. Running it again goes on where this ended.",
    "asked": "{source}: {stored} new, {known} known, {rejected} rejected",
    "failed": "FAILED {problem} It is tried again at its next turn.",
    "failed_source": "{source}: FAILED {problem} It is tried again at its next turn.",
    "slept": "This computer slept or its clock was set: {first} to {last} WIB. What was missed is asked for now.",
    "clock_back": "This computer's clock went back: from {first} to {last} WIB. Check it.",
    "scanned": "Analysed: {posts} new posts.",
    "alerts": "{count} new alerts.",
    "forgotten": "Source number {number} of this file was removed with monitor forget and is not asked again; delete its line.",
    "no_purse": "{source}: today's allowance is spent ({dollars} dollars); it is asked again tomorrow.",
}
