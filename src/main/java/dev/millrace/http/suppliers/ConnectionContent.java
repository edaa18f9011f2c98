package dev.millrace.http.suppliers;

import dev.millrace.config.Secret;
import dev.millrace.domain.model.Fault;
import dev.millrace.http.ProblemException;
import dev.millrace.http.Problems;
import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.GatherNames;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.SupplierSettings;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import dev.millrace.wire.Faults;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of how a supplier is to be reached, each value within its limits; whether they fit together is still to
 * be seen.
 *
 * @param secret null where the one that is set is to stay
 * @param gather the name of a policy
 */
public record ConnectionContent(
        Kind kind,
        @Nullable String address,
        @Nullable Secret secret,
        Gather gather,
        @Nullable Long connectTimeoutMillis,
        @Nullable Long exchangeTimeoutMillis) {

    /** When we buy. */
    record Gather(
            String policy, @Nullable Long seconds, @Nullable Long units) {
        static final Gather AT_ONCE = new Gather(GatherNames.AT_ONCE, null, null);
    }

    /**
     * The connection that this makes.
     *
     * @param kept the secret that is set
     * @throws ProblemException that names everything that does not fit
     */
    Connection connection(int merchantId, String supplierId, Secret kept) {
        Faults faults = new Faults();
        URI uri = checkedAddress(faults);
        checkGather(faults);
        Timeouts timeouts = timeouts(faults);
        if (kind == Kind.MANUAL && secret != null) {
            faults.value("/secret", "not_applicable", "A supplier of kind manual has no secret.");
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(Problems.validationFailed(faults.all()));
        }
        Secret effective = kind == Kind.MANUAL ? Secret.none() : secret == null ? kept : secret;
        try {
            SupplierSettings settings =
                    new SupplierSettings(merchantId, supplierId, kind, uri, effective, null, timeouts);
            GatherPolicy policy = GatherNames.policy(gather.policy(), gather.seconds(), gather.units());
            return new Connection(settings, policy, Instant.EPOCH);
        } catch (IllegalArgumentException refused) {
            // What is left to be wrong is the address; the message names it and what was expected.
            throw new ProblemException(Problems.validationFailed(
                    List.of(new Fault("/address", "invalid_address", String.valueOf(refused.getMessage())))));
        }
    }

    private @Nullable URI checkedAddress(Faults faults) {
        String text = address;
        if (kind == Kind.MANUAL) {
            if (text != null) {
                faults.value("/address", "not_applicable", "A supplier of kind manual has no address.");
            }
            return null;
        }
        if (text == null) {
            faults.value("/address", "address_required", "A supplier of kind rest or soap needs an address.");
            return null;
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) {
            faults.value("/address", "invalid_address", "This must be an http or https address.");
            return null;
        }
    }

    private void checkGather(Faults faults) {
        boolean byInterval = gather.policy().equals(GatherNames.INTERVAL);
        boolean byQuantity = gather.policy().equals(GatherNames.QUANTITY);
        check(faults, "interval_seconds", gather.seconds(), byInterval, GatherNames.INTERVAL);
        check(faults, "units", gather.units(), byQuantity, GatherNames.QUANTITY);
    }

    private static void check(Faults faults, String field, @Nullable Long value, boolean isWanted, String policy) {
        if (isWanted && value == null) {
            faults.value("/gather/" + field, field + "_required", "Policy " + policy + " needs it.");
        } else if (!isWanted && value != null) {
            faults.value("/gather/" + field, "not_applicable", "Only policy " + policy + " has it.");
        }
    }

    private Timeouts timeouts(Faults faults) {
        Timeouts defaults = Timeouts.defaults();
        long connect = connectTimeoutMillis == null ? defaults.connect().toMillis() : connectTimeoutMillis;
        long exchange = exchangeTimeoutMillis == null ? defaults.exchange().toMillis() : exchangeTimeoutMillis;
        if (exchange < connect) {
            faults.value(
                    "/exchange_timeout_ms",
                    "out_of_range",
                    "A whole exchange takes at least as long as its connection: " + connect + " ms.");
            return defaults;
        }
        return new Timeouts(Duration.ofMillis(connect), Duration.ofMillis(exchange));
    }
}
