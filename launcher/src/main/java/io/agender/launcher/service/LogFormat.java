package io.agender.launcher.service;

import java.util.Locale;

/** How log lines are written. */
public enum LogFormat {
    /** Lines for people. */
    TEXT,
    /** A JSON object a line. */
    JSON;

    /** The format as it is written in settings. */
    static LogFormat parse(String text) {
        return valueOf(text.strip().toUpperCase(Locale.ROOT));
    }
}
