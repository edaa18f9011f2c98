package dev.millrace.attack.model;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What a run shall do.
 *
 * @param seed of all random numbers
 * @param commands to send in all, about: the last scripts are carried to their end
 * @param nodes over which they are spread
 * @param limit after which no more scripts are begun
 */
record Plan(long seed, int commands, int nodes, Duration limit) {
    /** Of one merchant. Few enough that no queue of waiting lines outgrows one decision, whose rest a job would fill. */
    static final int SCRIPT_COMMANDS = 200;

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    int merchants() {
        return Math.ceilDiv(commands, SCRIPT_COMMANDS);
    }

    /** What one of the merchants' clients do. */
    List<Step> script(int merchant) {
        return RandomScript.of(
                new Random(seed + merchant * SPREAD), nodes(merchant), Math.min(commands, SCRIPT_COMMANDS));
    }

    /** Merchants that are at it together have the same habits: nodes that fight, or nodes that have come to rest. */
    private RandomScript.Nodes nodes(int merchant) {
        boolean fight = merchant / ModelRun.MERCHANTS_AT_ONCE % 2 == 1;
        return new RandomScript.Nodes(nodes, nodes == 1 || fight ? RandomScript.Nodes.ANYWHERE : merchant % nodes);
    }

    /** What repeats the part of one merchant. */
    String repeatedBy(int merchant) {
        return "./millrace model --seed " + seed + " --nodes " + nodes + " --merchant " + merchant;
    }
}
