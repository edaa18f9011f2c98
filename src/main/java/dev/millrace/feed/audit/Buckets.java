package dev.millrace.feed.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of the hashes of rows' keys, so that an audit can hold one part of all rows at a time. The hash is the first
 * 16 bits of the MD5 of the key's text, which PostgreSQL computes just as well.
 *
 * @param first the lowest hash in it
 * @param last the highest hash in it
 */
record Buckets(int first, int last) {
    private static final int COUNT = 1 << Character.SIZE;

    /** Ranges that cover all hashes, such that each has about {@code rowsMax} of {@code rows} rows at most. */
    static List<Buckets> passes(long rows, int rowsMax) {
        long wanted = Math.max(1, Math.ceilDiv(rows, rowsMax));
        int passes = (int) Math.min(wanted, COUNT);
        List<Buckets> ranges = new ArrayList<>();
        for (int pass = 0; pass < passes; pass++) {
            ranges.add(new Buckets(start(pass, passes), start(pass + 1, passes) - 1));
        }
        return ranges;
    }

    boolean holds(String key) {
        byte[] hash = md5().digest(key.getBytes(StandardCharsets.UTF_8));
        int bucket = (Byte.toUnsignedInt(hash[0]) << Byte.SIZE) | Byte.toUnsignedInt(hash[1]);
        return first <= bucket && bucket <= last;
    }

    private static int start(int pass, int passes) {
        return (int) ((long) COUNT * pass / passes);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
