package dev.millrace.purchasing;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link GatherPolicy gather policies} are called in the API and in the database. */
public final class GatherNames {
    public static final String AT_ONCE = "at_once";
    public static final String INTERVAL = "interval";
    public static final String QUANTITY = "quantity";
    public static final String ON_SUBMIT = "on_submit";

    private GatherNames() {}

    public static String of(GatherPolicy policy) {
        return switch (policy) {
            case GatherPolicy.AtOnce _ -> AT_ONCE;
            case GatherPolicy.Interval _ -> INTERVAL;
            case GatherPolicy.Quantity _ -> QUANTITY;
            case GatherPolicy.OnSubmit _ -> ON_SUBMIT;
        };
    }

    /**
     * The policy of that name.
     *
     * @param seconds of {@link #INTERVAL}
     * @param units of {@link #QUANTITY}
     * @throws IllegalArgumentException if there is none, or its number is out of range
     */
    public static GatherPolicy policy(String name, @Nullable Long seconds, @Nullable Long units) {
        return switch (name) {
            case AT_ONCE -> new GatherPolicy.AtOnce();
            case INTERVAL -> new GatherPolicy.Interval(Duration.ofSeconds(Objects.requireNonNull(seconds)));
            case QUANTITY -> new GatherPolicy.Quantity(Objects.requireNonNull(units));
            case ON_SUBMIT -> new GatherPolicy.OnSubmit();
            default -> throw new IllegalArgumentException("gather: " + name);
        };
    }
}
