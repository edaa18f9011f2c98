package dev.millrace.http;

import dev.millrace.store.Page;
import dev.millrace.wire.JsonWriter;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is ordered by the names of its things.
 *
 * @param after the name before the page; empty for the first page
 * @param limit things on it at most
 */
public record NamedPage(String after, int limit) {
    private static final Set<String> PARAMETERS = Set.of("limit", "after");
    private static final int TYPICAL_BYTES = 16 * 1_024;

    public static NamedPage of(ApiRequest request, ApiConfig config) {
        Parameters parameters = Parameters.of(request, PARAMETERS);
        String after = parameters.text("after");
        return new NamedPage(
                after == null ? "" : after,
                parameters.integer(
                        "limit", 1, config.pages().pageMax(), config.pages().pageDefault()));
    }

    /**
     * The answer: {@code {"things":[…],"next":…}}.
     *
     * @param path of the list
     * @param things the member that holds them
     */
    public <T> ApiResponse answer(
            String path, String things, Page<T> page, BiConsumer<JsonWriter, T> writer, Function<T, String> name) {
        JsonWriter json = new JsonWriter(TYPICAL_BYTES);
        json.beginObject().name(things).beginArray();
        page.items().forEach(item -> writer.accept(json, item));
        json.endArray().name("next").string(next(path, page, name)).endObject();
        return ApiResponse.json(200, json.toBytes());
    }

    private <T> @Nullable String next(String path, Page<T> page, Function<T, String> name) {
        return page.hasMore()
                ? path + "?limit=" + limit + "&after="
                        + Paths.encode(name.apply(page.items().getLast()))
                : null;
    }
}
