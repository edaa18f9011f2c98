package dev.millrace.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code If-Match} or {@code If-None-Match} says, over all its lines (RFC 9110 §13.1).
 *
 * @param any it says {@code *}
 * @param tags that it lists, else
 */
public record EntityTags(boolean any, List<Tag> tags) {
    private static final String ANY = "*";
    private static final String WEAK = "W/";

    /**
     * One entity tag.
     *
     * @param quoted with its quotes, as {@code ETag} has it
     */
    record Tag(boolean weak, String quoted) {}

    public EntityTags {
        tags = List.copyOf(tags);
    }

    /** From the header's lines, or null if this is neither {@code *} nor a list of at least one tag. */
    static @Nullable EntityTags parse(List<String> lines) {
        List<String> elements = HeaderList.of(lines);
        if (elements.equals(List.of(ANY))) {
            return new EntityTags(true, List.of());
        }
        List<Tag> tags = new ArrayList<>(elements.size());
        for (String element : elements) {
            boolean weak = element.startsWith(WEAK);
            String quoted = weak ? element.substring(WEAK.length()) : element;
            if (!isQuoted(quoted)) {
                return null;
            }
            tags.add(new Tag(weak, quoted));
        }
        return tags.isEmpty() ? null : new EntityTags(false, tags);
    }

    /** Whether what has this tag is meant, byte for byte; a weak tag promises less than that. */
    public boolean matchStrongly(String quoted) {
        return any || tags.stream().anyMatch(tag -> !tag.weak && tag.quoted.equals(quoted));
    }

    /** Whether what has this tag is meant, or something that is as good. */
    public boolean matchWeakly(String quoted) {
        return any || tags.stream().anyMatch(tag -> tag.quoted.equals(quoted));
    }

    private static boolean isQuoted(String text) {
        int end = text.length() - 1;
        if (end < 1 || text.charAt(0) != '"' || text.charAt(end) != '"') {
            return false;
        }
        for (int i = 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' || c <= ' ') {
                return false;
            }
        }
        return true;
    }
}
