package dev.millrace.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands at a value of a document and reads it. Each method reads exactly the value at which it stands. If that is not
 * what the caller wants, it notes the fault and returns null, 0 or false. Nobody needs to look at that: once there is a
 * fault, no object's content is made any more.
 */
public final class JsonCursor {
    private static final int LONG_CHARACTERS_MAX = 20;
    private static final int SURELY_LONG_CHARACTERS = 18;

    private final JsonParser parser;
    private final Faults faults;

    JsonCursor(JsonParser parser, Faults faults) {
        this.parser = parser;
        this.faults = faults;
    }

    /** Whether the value here is {@code null}; then there is nothing more of it to read. */
    public boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /**
     * Reads an object. What is not known, comes twice or is missing is noted here.
     *
     * @return what it says; null if anything in the document was wrong up to its end
     */
    public <T> @Nullable T object(ObjectFields fields, ObjectReading<T> reading) {
        if (!isAt(JsonToken.START_OBJECT, "an object")) {
            return null;
        }
        long seen = 0;
        long given = 0;
        while (next() != JsonToken.END_OBJECT) {
            String name = name();
            long bit = fields.bit(name);
            boolean isNull = next() == JsonToken.VALUE_NULL;
            if (bit == 0) {
                unknown(name);
            } else if ((seen & bit) != 0) {
                format("duplicate_field", "This field occurs more than once.");
                skip();
            } else if (!isNull) {
                given |= bit;
                reading.field(name);
            }
            seen |= bit;
        }
        noteMissing(fields, fields.requiredMask() & ~given);
        reading.check(new PresentFields(fields, given));
        // The one place where content is made of what was read: no constructor ever sees a value that was refused.
        return faults.isEmpty() ? reading.content() : null;
    }

    /**
     * Reads an array of 1 to {@code max} elements.
     *
     * @param element reads one element, perhaps to null
     * @return what is not null of them, in order
     */
    public <T> List<T> array(int max, Supplier<@Nullable T> element) {
        List<T> elements = new ArrayList<>();
        if (!isAt(JsonToken.START_ARRAY, "an array")) {
            return elements;
        }
        int count = 0;
        while (next() != JsonToken.END_ARRAY) {
            if (count < max) {
                T read = element.get();
                if (read != null) {
                    elements.add(read);
                }
            } else {
                skip();
            }
            count++;
        }
        if (count == 0) {
            value("empty", "There must be at least one.");
        } else if (count > max) {
            value("too_many_lines", "There are " + count + "; at most " + max + " are possible.");
        }
        return elements;
    }

    /** Reads a text of 1 to {@code charactersMax} characters (code points). */
    public @Nullable String text(int charactersMax) {
        String text = anyText();
        if (text == null) {
            return null;
        }
        if (text.isEmpty()) {
            value("empty", "This must not be empty.");
            return null;
        }
        if (StorableText.isLongerThan(charactersMax, text)) {
            value("too_long", "This may have " + charactersMax + " characters.");
            return null;
        }
        return text;
    }

    /** Reads a text of any length. */
    public @Nullable String anyText() {
        if (!isAt(JsonToken.VALUE_STRING, "a string")) {
            return null;
        }
        String text = textHere();
        if (StorableText.hasInvalidCharacter(text)) {
            format("invalid_character", "U+0000 and lone surrogates cannot be stored.");
            return null;
        }
        return text;
    }

    /** Reads one of several words. */
    public <T> @Nullable T oneOf(Map<String, T> words) {
        String text = anyText();
        if (text == null) {
            return null;
        }
        T meaning = words.get(text);
        if (meaning == null) {
            value("out_of_range", "This must be one of " + String.join(", ", words.keySet()) + ".");
        }
        return meaning;
    }

    /** Reads an integer from {@code min} to {@code max}, written as one: {@code 1.0} and {@code 1e3} are not. */
    public long integer(long min, long max) {
        Long number = integerOrNull(min, max);
        return number == null ? 0 : number;
    }

    /** The same, with null where it is wrong, for whom 0 would be a number like others. */
    public @Nullable Long integerOrNull(long min, long max) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            format("not_an_integer", "This must be a whole number, without fraction or exponent.");
            return null;
        }
        if (!isAt(JsonToken.VALUE_NUMBER_INT, "an integer")) {
            return null;
        }
        Long number = longHere();
        if (number == null) {
            format("out_of_64_bits", "This number does not fit 64 bits.");
            return null;
        }
        if (number < min || number > max) {
            value("out_of_range", "This must be from " + min + " to " + max + ".");
            return null;
        }
        return number;
    }

    public boolean bool() {
        if (parser.currentToken() == JsonToken.VALUE_TRUE) {
            return true;
        }
        isAt(JsonToken.VALUE_FALSE, "true or false");
        return false;
    }

    /** The place of the value at which it stands. */
    public String pointer() {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    /** Notes that the value which was just read cannot be right. */
    public void value(String code, String detail) {
        faults.value(pointer(), code, detail);
        stopIfFull();
    }

    /** Notes that a field of the object that was just read cannot be right, or is wanted. */
    public void valueOf(String field, String code, String detail) {
        faults.value(pointer() + "/" + field, code, detail);
        stopIfFull();
    }

    /** Notes that what stands here is not what the document may hold. */
    public void format(String code, String detail) {
        faults.format(pointer(), code, detail);
        stopIfFull();
    }

    private void unknown(String name) {
        if (StorableText.hasInvalidCharacter(name)) {
            faults.format(parentOf(pointer()), "invalid_character", "A field's name holds U+0000 or a lone surrogate.");
            stopIfFull();
        } else {
            format("unknown_field", "There is no such field here.");
        }
        skip();
    }

    private void noteMissing(ObjectFields fields, long missing) {
        if (missing == 0) {
            return;
        }
        for (String name : fields.names()) {
            if ((missing & fields.bit(name)) != 0) {
                faults.format(pointer() + "/" + name, "missing_field", "This field is required.");
                stopIfFull();
            }
        }
    }

    /** Whether the value here is of that sort; if not, that is noted and the value is read over. */
    private boolean isAt(JsonToken wanted, String what) {
        if (parser.currentToken() == wanted) {
            return true;
        }
        format("wrong_type", "This must be " + what + ".");
        skip();
        return false;
    }

    private @Nullable Long longHere() {
        try {
            int characters = parser.getTextLength();
            if (characters <= SURELY_LONG_CHARACTERS) {
                return parser.getLongValue();
            }
            return characters > LONG_CHARACTERS_MAX ? null : Long.valueOf(parser.getText());
        } catch (NumberFormatException _) {
            return null;
        } catch (IOException e) {
            throw new ReadingEnd.Unreadable(e);
        }
    }

    private JsonToken next() {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IllegalStateException("read past the end");
            }
            return token;
        } catch (IOException e) {
            throw new ReadingEnd.Unreadable(e);
        }
    }

    private String name() {
        try {
            return parser.currentName();
        } catch (IOException e) {
            throw new ReadingEnd.Unreadable(e);
        }
    }

    private String textHere() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw new ReadingEnd.Unreadable(e);
        }
    }

    private void skip() {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw new ReadingEnd.Unreadable(e);
        }
    }

    private void stopIfFull() {
        if (faults.isFull()) {
            throw new ReadingEnd.FaultsAreFull();
        }
    }

    private static String parentOf(String pointer) {
        return pointer.substring(0, pointer.lastIndexOf('/'));
    }
}
