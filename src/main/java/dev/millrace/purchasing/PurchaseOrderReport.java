package dev.millrace.purchasing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a supplier says of one purchase order, in whatever language.
 *
 * @param number ours, as it repeats it
 * @param status how far it got with it
 * @param reference its own name for it, or null
 * @param expectedAt when it means to deliver, or null
 * @param reason why it will not, or null
 */
record PurchaseOrderReport(
        String number,
        Status status,
        @Nullable String reference,
        @Nullable Instant expectedAt,
        @Nullable String reason) {
    static final int REFERENCE_CHARACTERS_MAX = 128;
    private static final int DATE_CHARACTERS = 10;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2999-12-31T23:59:59Z");

    /** How far a supplier got. */
    enum Status {
        /** It has it, and has not decided. */
        RECEIVED,
        ACKNOWLEDGED,
        /** It has sent goods; how many is told by delivery notes. */
        DELIVERED,
        REJECTED,
        CANCELLED;

        /** The status of that name, or null. */
        static @Nullable Status of(@Nullable String name) {
            return switch (name) {
                case "received" -> RECEIVED;
                case "acknowledged" -> ACKNOWLEDGED;
                case "partially_delivered", "delivered" -> DELIVERED;
                case "rejected" -> REJECTED;
                case "cancelled" -> CANCELLED;
                case null, default -> null;
            };
        }
    }

    /** The statement, or null if it lacks what every statement has. */
    static @Nullable PurchaseOrderReport of(
            @Nullable String number,
            @Nullable String status,
            @Nullable String reference,
            @Nullable String expectedAt,
            @Nullable String reason) {
        Status known = Status.of(status);
        if (number == null || known == null) {
            return null;
        }
        return new PurchaseOrderReport(
                number,
                known,
                SingleLineText.orNull(reference, REFERENCE_CHARACTERS_MAX),
                time(expectedAt),
                reason == null ? null : SingleLineText.reason(reason));
    }

    /** What it means as the answer to a submission of that number. */
    Reply.ToSubmit toSubmit(String submitted) {
        if (!number.equals(submitted)) {
            return new Reply.Unknown("The supplier answered for another purchase order.");
        }
        return switch (status) {
            case RECEIVED -> new Reply.Sent();
            case ACKNOWLEDGED, DELIVERED -> new Reply.Acknowledged(reference, expectedAt);
            case REJECTED -> new Reply.Rejected(why());
            case CANCELLED -> new Reply.Rejected("The supplier has cancelled it.");
        };
    }

    /** What it means as the answer to a question after that number. */
    Reply.ToAsk toAsk(String asked) {
        if (!number.equals(asked)) {
            return new Reply.NoAnswer("The supplier answered for another purchase order.", null);
        }
        return switch (status) {
            case RECEIVED -> new Reply.Sent();
            case ACKNOWLEDGED, DELIVERED -> new Reply.Acknowledged(reference, expectedAt);
            case REJECTED -> new Reply.Rejected(why());
            case CANCELLED -> new Reply.Cancelled();
        };
    }

    /** What it means as the answer to the cancellation of that number. */
    Reply.ToCancel toCancel(String asked) {
        if (!number.equals(asked)) {
            return new Reply.NoAnswer("The supplier answered for another purchase order.", null);
        }
        return switch (status) {
            // What it will not deliver anyway needs no cancellation.
            case CANCELLED, REJECTED -> new Reply.Cancelled();
            case RECEIVED, ACKNOWLEDGED, DELIVERED -> new Reply.CancelRefused(why());
        };
    }

    private String why() {
        return reason == null ? "The supplier gave no reason." : reason;
    }

    /**
     * A date, or a time with or without an offset (then UTC), to the millisecond. What cannot be read, or is no time at
     * which anybody delivers, is as good as not said.
     */
    static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = parse(text.strip()).truncatedTo(ChronoUnit.MILLIS);
            return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static Instant parse(String text) {
        if (text.indexOf('T') < 0) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        boolean offset = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > DATE_CHARACTERS;
        return offset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
