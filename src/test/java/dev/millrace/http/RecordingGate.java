package dev.millrace.http;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.model.Version;
import dev.millrace.lane.CommandGate;
import dev.millrace.lane.RecordedOutcome;
import dev.millrace.lane.Result;
import dev.millrace.wire.StrictJson;
import dev.millrace.wire.Uuid7;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes commands, remembers them, and answers as it is told. */
public final class RecordingGate implements CommandGate {
    static final Version VERSION = new Version("k3v9q0a2bz", 41);

    public final List<Command> commands = new ArrayList<>();
    private final Function<Command, Future<Result>> answers;

    public RecordingGate(Function<Command, Future<Result>> answers) {
        this.answers = answers;
    }

    public static RecordingGate answering(Result result) {
        return new RecordingGate(_ -> Future.succeededFuture(result));
    }

    public static RecordingGate failing(Throwable failure) {
        return new RecordingGate(_ -> Future.failedFuture(failure));
    }

    public static RecordedOutcome accepted(String id, String body) {
        return new RecordedOutcome(true, id, null, VERSION, body.getBytes(StandardCharsets.UTF_8));
    }

    public static RecordedOutcome rejected(String id, @Nullable String code, String body) {
        return new RecordedOutcome(false, id, code, VERSION, body.getBytes(StandardCharsets.UTF_8));
    }

    public CommandSubmitter submitter() {
        return new CommandSubmitter(this, Uuid7.seeded(), new RequestDocuments(new StrictJson(32)));
    }

    public <C> C only(Class<C> type) {
        if (commands.size() != 1) {
            throw new AssertionError("commands: " + commands);
        }
        return type.cast(commands.getFirst());
    }

    @Override
    public Future<Result> submit(Command command, long deadlineNanos) {
        if (deadlineNanos != RequestCase.DEADLINE_NANOS) {
            throw new AssertionError("deadline: " + deadlineNanos);
        }
        commands.add(command);
        return answers.apply(command);
    }
}
