package dev.millrace.http;

import dev.millrace.store.Page;
import dev.millrace.wire.JsonWriter;
import dev.millrace.wire.TypeId;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is ordered by the ids of its things, the newest first.
 *
 * @param ids of what sort they are
 * @param after the id before the page, or null for the first page
 * @param limit things on it at most
 */
public record IdPage(TypeId ids, @Nullable UUID after, int limit) {
    private static final int TYPICAL_BYTES = 16 * 1_024;

    /** The page that {@code limit} and {@code after} ask for. */
    public static IdPage of(Parameters parameters, TypeId ids, ApiConfig config) {
        return new IdPage(
                ids,
                parameters.id("after", ids),
                parameters.integer(
                        "limit", 1, config.pages().pageMax(), config.pages().pageDefault()));
    }

    /** The first page, of the usual length. */
    public static IdPage first(TypeId ids, ApiConfig config) {
        return new IdPage(ids, null, config.pages().pageDefault());
    }

    /**
     * The answer: {@code {"things":[…],"next":…}}.
     *
     * @param link where the list is, with its filters
     * @param things the member that holds them
     */
    public <T> ApiResponse answer(
            ListLink link, String things, Page<T> page, BiConsumer<JsonWriter, T> writer, Function<T, UUID> id) {
        JsonWriter json = new JsonWriter(TYPICAL_BYTES);
        json.beginObject().name(things).beginArray();
        page.items().forEach(item -> writer.accept(json, item));
        json.endArray().name("next").string(next(link, page, id)).endObject();
        return ApiResponse.json(200, json.toBytes());
    }

    /** Where the next page is, or null after the last. */
    public <T> @Nullable String next(ListLink link, Page<T> page, Function<T, UUID> id) {
        return page.hasMore()
                ? link.with("limit", limit)
                        .with("after", ids.of(id.apply(page.items().getLast())))
                        .toString()
                : null;
    }
}
