package dev.millrace.http;

import dev.millrace.config.Expect;
import dev.millrace.config.Heap;

/**
 * What the process keeps for clients of the API, all of them together. A holder is a merchant, or an address where no
 * merchant is known; he never has more than is left free for the others.
 *
 * @param headsBytesMax heads of requests that are not answered
 * @param bodiesBytesMax bodies of requests that are not answered
 * @param holderBodiesBytesMax of these, of one holder
 * @param unsentBytesMax answers that wait for their clients to take them
 * @param holderUnsentBytesMax of these, of one holder
 */
public record MemoryConfig(
        int headsBytesMax, int bodiesBytesMax, int holderBodiesBytesMax, int unsentBytesMax, int holderUnsentBytesMax) {
    private static final int MEBIBYTE = 1_024 * 1_024;

    public MemoryConfig {
        Expect.positive("heads_bytes_max", headsBytesMax);
        Expect.positive("bodies_bytes_max", bodiesBytesMax);
        Expect.between("holder_bodies_bytes_max", holderBodiesBytesMax, 1, bodiesBytesMax);
        Expect.positive("unsent_bytes_max", unsentBytesMax);
        Expect.between("holder_unsent_bytes_max", holderUnsentBytesMax, 1, unsentBytesMax);
    }

    public static MemoryConfig defaults() {
        return defaults(Heap.ofThisJvm());
    }

    public static MemoryConfig defaults(Heap heap) {
        return new MemoryConfig(
                heap.part(16, 8 * MEBIBYTE, 256 * MEBIBYTE),
                heap.part(16, 16 * MEBIBYTE, 1_024 * MEBIBYTE),
                heap.part(64, 4 * MEBIBYTE, 256 * MEBIBYTE),
                heap.part(16, 16 * MEBIBYTE, 1_024 * MEBIBYTE),
                heap.part(64, 4 * MEBIBYTE, 256 * MEBIBYTE));
    }
}
