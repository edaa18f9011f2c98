package dev.millrace.config;

/**
 * The heap that the JVM may grow to. Defaults of what takes memory are parts of it, so that a small one is not promised more
 * than it has.
 *
 * @param bytes what {@code -Xmx} says
 */
public record Heap(long bytes) {
    /** Of this JVM. */
    public static Heap ofThisJvm() {
        return new Heap(Runtime.getRuntime().maxMemory());
    }

    /** How many things of a size fit into one of so many parts, within limits. */
    public int fit(int parts, int bytesEach, int least, int most) {
        return Math.clamp(bytes / parts / bytesEach, least, most);
    }

    /** One of so many parts, in bytes, rounded down to 64 KiB, within limits. */
    public int part(int parts, int least, int most) {
        return Math.clamp(bytes / parts / 65_536 * 65_536, least, most);
    }
}
