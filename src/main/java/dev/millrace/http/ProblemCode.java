package dev.millrace.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every problem that the API can answer with: its status and its title. The names, in lower case, are the codes. */
public enum ProblemCode {
    MALFORMED_REQUEST(400, "The request is not valid HTTP"),
    MALFORMED_JSON(400, "The body is not valid JSON"),
    DUPLICATE_FIELD(400, "A field occurs twice"),
    UNKNOWN_FIELD(400, "A field is not known"),
    MISSING_FIELD(400, "A required field is missing"),
    WRONG_TYPE(400, "A value has the wrong type"),
    NOT_AN_INTEGER(400, "A number is not an integer"),
    OUT_OF_64_BITS(400, "A number does not fit 64 bits"),
    TOO_DEEP(400, "The JSON is nested too deeply"),
    INVALID_CHARACTER(400, "A text holds a character that cannot be stored"),
    MISSING_IDEMPOTENCY_KEY(400, "The Idempotency-Key header is missing"),
    INVALID_IDEMPOTENCY_KEY(400, "The Idempotency-Key header cannot be used"),
    UNSUPPORTED_PARAMETER(400, "A parameter is not known"),
    INVALID_PARAMETER(400, "A parameter cannot be used"),
    BODY_REQUIRED(400, "A body is required"),
    MISSING_KEY(401, "An API key is required"),
    INVALID_KEY(401, "The API key is not valid"),
    INVALID_SIGNATURE(401, "The signature is not valid"),
    MISSING_SCOPE(403, "The API key may not do this"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "Nothing of an accepted type is here"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    INSUFFICIENT_STOCK(409, "There is not enough stock"),
    BACKORDER_LIMIT(409, "Too many units would be on backorder"),
    ORDER_NOT_OPEN(409, "The order is not open"),
    NOT_ALLOCATED(409, "Fewer units are allocated"),
    ALREADY_SHIPPED(409, "Units were shipped already"),
    ALREADY_CANCELLED(409, "Units were cancelled already"),
    NOT_SHIPPED(409, "Fewer units were shipped"),
    TOO_MANY_LINES(409, "The order has no room for another line"),
    NOTHING_OWED(409, "Nothing is owed to this supplier"),
    PURCHASE_ORDER_STATUS(409, "The purchase order's status does not allow this"),
    PURCHASE_ORDER_NOT_SENT(409, "The purchase order has not been sent yet"),
    PURCHASE_ORDER_CLOSED(409, "The purchase order is closed"),
    ATTEMPT_SUPERSEDED(409, "It was sent again since"),
    OVER_RECEIPT(409, "More arrived than was ordered"),
    PRODUCT_EXISTS(409, "Another product has this SKU"),
    SUPPLIER_EXISTS(409, "Another supplier has this id"),
    HISTORY_GONE(410, "The cursor's history no longer exists"),
    PRECONDITION_FAILED(412, "The resource has changed"),
    BODY_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The request line is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
    EXPECTATION_FAILED(417, "The expectation cannot be met"),
    VALIDATION_FAILED(422, "The content cannot be accepted"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used with other content"),
    DELIVERY_NOTE_REUSED(422, "The delivery note was received with other content"),
    PRECONDITION_REQUIRED(428, "The If-Match header is required"),
    RATE_LIMITED(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL_ERROR(500, "Internal server error"),
    NOT_IMPLEMENTED(501, "The server cannot do this"),
    OVERLOADED(503, "The server is overloaded"),
    SHUTTING_DOWN(503, "The server is shutting down"),
    STORE_UNAVAILABLE(503, "The database is not available"),
    OUTCOME_UNKNOWN(504, "The outcome is unknown"),
    VERSION_NOT_SUPPORTED(505, "The version of HTTP is not supported");

    private static final Map<String, ProblemCode> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ProblemCode::text, Function.identity()));

    private final int status;
    private final String title;
    private final String text;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
        this.text = name().toLowerCase(Locale.ROOT);
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }

    /** For people; the same for every occurrence. */
    public String title() {
        return title;
    }

    /** For machines, for example {@code not_found}. */
    public String text() {
        return text;
    }

    /** Under which URI it is known. */
    public String type() {
        return "https://millrace.dev/problems/" + text;
    }

    /** The problem with that code, or null. */
    public static @Nullable ProblemCode find(String text) {
        return BY_TEXT.get(text);
    }
}
