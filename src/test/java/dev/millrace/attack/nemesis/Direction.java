package dev.millrace.attack.nemesis;

/** Of what passes the proxy. */
public enum Direction {
    TO_DATABASE,
    FROM_DATABASE
}
