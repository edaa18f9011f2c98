package dev.millrace.lane;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many commands a batch may have. A batch that was refused for its data is halved until the culprit stands alone.
 * Owned by the lane's thread.
 */
final class BatchSize {
    private final int commandsMaxByConfig;
    private int commandsMax;

    /** The commands of batches that were refused for their data, while the culprit among them is not found. */
    private final Set<Pending> accused = new HashSet<>();

    BatchSize(int commandsMaxByConfig) {
        this.commandsMaxByConfig = commandsMaxByConfig;
        this.commandsMax = commandsMaxByConfig;
    }

    int commandsMax() {
        return commandsMax;
    }

    /** A batch was refused for its data: the next ones are half as large, until the culprit stands alone. */
    void halve(List<BatchPart> refused) {
        refused.forEach(part -> accused.addAll(part.commands()));
        commandsMax = Math.clamp(BatchPart.commandCount(refused) / 2, 1, commandsMax);
    }

    /** The culprit stood alone; the commits to come let batches grow again. */
    void culpritFound() {
        accused.clear();
    }

    /** While a culprit is sought, a commit of others must not let it travel in as large a company as before. */
    void growAgain(SentBatch committed) {
        if (!accused.isEmpty()) {
            committed.parts().forEach(part -> part.commands().forEach(accused::remove));
            accused.removeIf(Pending::isAnswered);
        }
        if (accused.isEmpty()) {
            commandsMax = Math.min(commandsMaxByConfig, commandsMax * 2);
        }
    }
}
