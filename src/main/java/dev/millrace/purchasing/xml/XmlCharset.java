package dev.millrace.purchasing.xml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which characters bytes mean, as RFC 7303 has it: a byte order mark counts most, then the {@code charset} of the media
 * type, then what the XML declaration says, then UTF-8. Only encodings that SOAP services use are known: another one,
 * however Java calls it, is refused, and so is every byte that is none in its encoding.
 */
final class XmlCharset {
    private static final Map<String, Charset> KNOWN = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "utf8", StandardCharsets.UTF_8,
            "utf-16", StandardCharsets.UTF_16,
            "utf-16le", StandardCharsets.UTF_16LE,
            "utf-16be", StandardCharsets.UTF_16BE,
            "us-ascii", StandardCharsets.US_ASCII,
            "iso-8859-1", StandardCharsets.ISO_8859_1,
            "windows-1252", Charset.forName("windows-1252"));
    private static final Pattern MEDIA_TYPE_CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*(?:\"([^\"]{1,40})\"|([^\\s;\"]{1,40}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECLARATION =
            Pattern.compile("\\A<\\?xml\\s[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
    private static final int DECLARATION_BYTES_MAX = 300;

    private XmlCharset() {}

    /**
     * The characters of a document.
     *
     * @param contentType its media type, or null
     */
    static String decode(byte[] bytes, @Nullable String contentType) throws UnreadableXml {
        Mark mark = Mark.of(bytes);
        Charset charset = mark == null ? charset(bytes, contentType) : mark.charset;
        int from = mark == null ? 0 : mark.length;
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
            // A mark that the media type's UTF-16 left standing.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw new UnreadableXml("its bytes are not " + charset.name());
        }
    }

    private static Charset charset(byte[] bytes, @Nullable String contentType) throws UnreadableXml {
        String told = contentType == null ? null : group(MEDIA_TYPE_CHARSET, contentType);
        if (told != null) {
            return known(told);
        }
        if (bytes.length >= 2 && bytes[0] == 0 && bytes[1] == '<') {
            return StandardCharsets.UTF_16BE;
        }
        if (bytes.length >= 2 && bytes[0] == '<' && bytes[1] == 0) {
            return StandardCharsets.UTF_16LE;
        }
        String start = new String(bytes, 0, Math.min(bytes.length, DECLARATION_BYTES_MAX), StandardCharsets.ISO_8859_1);
        String declared = group(DECLARATION, start);
        return declared == null ? StandardCharsets.UTF_8 : known(declared);
    }

    private static Charset known(String name) throws UnreadableXml {
        Charset charset = KNOWN.get(name.toLowerCase(Locale.ROOT));
        if (charset == null) {
            throw new UnreadableXml("its encoding is none that is used here");
        }
        return charset;
    }

    private static @Nullable String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return null;
    }

    /** A byte order mark. */
    private enum Mark {
        UTF_8(StandardCharsets.UTF_8, "efbbbf"),
        UTF_16BE(StandardCharsets.UTF_16BE, "feff"),
        UTF_16LE(StandardCharsets.UTF_16LE, "fffe");

        private final Charset charset;
        private final String hex;
        private final int length;

        Mark(Charset charset, String hex) {
            this.charset = charset;
            this.hex = hex;
            this.length = hex.length() / 2;
        }

        static @Nullable Mark of(byte[] text) {
            for (Mark mark : values()) {
                if (mark.starts(text)) {
                    return mark;
                }
            }
            return null;
        }

        private boolean starts(byte[] text) {
            return text.length >= length
                    && HexFormat.of().formatHex(text, 0, length).equals(hex);
        }
    }
}
