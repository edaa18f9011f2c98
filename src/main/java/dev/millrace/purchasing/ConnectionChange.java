package dev.millrace.purchasing;

import dev.millrace.config.Durations;
import dev.millrace.wire.EnumNames;
import java.net.URI;

/** What the audit keeps of a change: all of it but the secret, and of an address nothing that could be one. */
final class ConnectionChange {
    private ConnectionChange() {}

    static String describe(Connection connection) {
        SupplierSettings settings = connection.settings();
        StringBuilder text =
                new StringBuilder(settings.supplierId()).append(": ").append(EnumNames.of(settings.kind()));
        URI address = settings.address();
        if (address != null) {
            text.append(' ').append(address.getScheme()).append("://").append(address.getRawAuthority());
            text.append(address.getRawPath() == null ? "" : address.getRawPath());
            text.append(address.getRawQuery() == null ? "" : "?…");
            text.append(settings.secret().isPresent() ? ", signed" : ", unsigned");
        }
        text.append(", gather ").append(gather(connection.gather()));
        text.append(", timeouts ").append(Durations.format(settings.timeouts().connect()));
        return text.append(" and ")
                .append(Durations.format(settings.timeouts().exchange()))
                .toString();
    }

    private static String gather(GatherPolicy policy) {
        return switch (policy) {
            case GatherPolicy.AtOnce _, GatherPolicy.OnSubmit _ -> GatherNames.of(policy);
            case GatherPolicy.Interval(var interval) -> "every " + Durations.format(interval);
            case GatherPolicy.Quantity(long units) -> "from " + units + " units on";
        };
    }
}
