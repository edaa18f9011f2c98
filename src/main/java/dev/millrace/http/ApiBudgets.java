package dev.millrace.http;

/**
 * What the API keeps for its clients, of all event loops together.
 *
 * @param heads of requests, from their first byte until they are answered
 * @param bodies of requests, from when they are announced until the requests are answered
 * @param unsent answers, from when they are made until the client's system has them
 */
public record ApiBudgets(ByteBudget heads, ByteBudget bodies, ByteBudget unsent) {
    public static ApiBudgets of(MemoryConfig config) {
        return new ApiBudgets(
                new ByteBudget(config.headsBytesMax(), config.headsBytesMax()),
                new ByteBudget(config.bodiesBytesMax(), config.holderBodiesBytesMax()),
                new ByteBudget(config.unsentBytesMax(), config.holderUnsentBytesMax()));
    }
}
