package dev.millrace.http;

import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Fault;
import dev.millrace.wire.IdentifierRule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of SKUs that no product has what nobody would see in them: that they end with a blank, for example. */
public final class UnknownSkus {
    private static final Pattern PLACE = Pattern.compile("/lines/(\\d{1,4})/sku");

    private UnknownSkus() {}

    /** @param skus of the lines, in order */
    public static Refusal explained(Refusal refusal, List<String> skus) {
        List<Fault> faults =
                refusal.faults().stream().map(fault -> explained(fault, skus)).toList();
        return new Refusal(refusal.kind(), refusal.code(), refusal.detail(), faults);
    }

    private static Fault explained(Fault fault, List<String> skus) {
        Matcher place = PLACE.matcher(fault.pointer());
        if (!fault.code().equals("unknown_sku") || !place.matches()) {
            return fault;
        }
        IdentifierRule.Breach breach = IdentifierRule.breachInPath(skus.get(Integer.parseInt(place.group(1))));
        return breach == null
                ? fault
                : new Fault(fault.pointer(), fault.code(), fault.detail() + " " + breach.detail());
    }
}
