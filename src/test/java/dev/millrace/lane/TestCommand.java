package dev.millrace.lane;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A command whose rule a test bends. */
record TestCommand(Command real, Consumer<Needs> more, BiFunction<MerchantState, Decision, Decision> rule)
        implements Command {
    TestCommand(Command real) {
        this(real, _ -> {}, (_, decision) -> decision);
    }

    /** It needs this too, whatever is known. */
    TestCommand needing(Consumer<Needs> needed) {
        return new TestCommand(real, needed, rule);
    }

    /** It decides otherwise. */
    TestCommand deciding(BiFunction<MerchantState, Decision, Decision> otherwise) {
        return new TestCommand(real, more, otherwise);
    }

    @Override
    public int merchantId() {
        return real.merchantId();
    }

    @Override
    public UUID id() {
        return real.id();
    }

    @Override
    public String kind() {
        return real.kind();
    }

    @Override
    public Instant receivedAt() {
        return real.receivedAt();
    }

    @Override
    public @Nullable Keyed keyed() {
        return real.keyed();
    }

    @Override
    public int lines() {
        return real.lines();
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        real.needs(state, needs);
        more.accept(needs);
    }

    @Override
    public Decision decide(MerchantState state) {
        return rule.apply(state, real.decide(state));
    }
}
