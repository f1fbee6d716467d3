package io.shardark.engine.operation;

import io.shardark.engine.cut.Cut;
import io.shardark.engine.cut.CutTaker;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressEvent.Notice;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.schema.SourcePreflight;
import io.shardark.engine.selection.SelectedTopology;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.RefusedException;
import java.util.List;

/**
 * Takes cuts whose definitions are known.
 *
 * <p>Tables cannot change once the cut holds metadata locks on them, so theirs are what is read while it does. Nothing holds
 * views, routines, events and the schema itself at the moment of the cut: the backup lock comes a moment later. So
 * everything is read before the cut too, and when the readings differ, another cut is taken, since nothing was written yet.
 */
final class DefinedCutTaker {
    private static final int MOST_CUTS = 5;

    private final Sessions sessions;
    private final Topology all;
    private final Topology topology;
    private final BackupSettings settings;
    private final ProgressListener progress;

    DefinedCutTaker(Sessions sessions, Topology all, BackupSettings settings, ProgressListener progress) {
        this.sessions = sessions;
        this.all = all;
        this.topology = SelectedTopology.of(all, settings.selection()).topology();
        this.settings = settings;
        this.progress = progress;
    }

    /** Finds what would make a backup impossible or incomplete. */
    void preflight() {
        step("checking servers, privileges and tables");
        ProblemsException.throwIfAny(SourcePreflight.problems(sessions, all, settings.selection()));
    }

    /**
     * Takes a cut between two equal readings of the definitions, soon after {@link #preflight()}.
     *
     * @throws RefusedException when definitions go on changing, or the level was not reached
     */
    DefinedCut take() {
        for (int number = 1; ; number++) {
            step("reading definitions");
            Definitions before = Definitions.read(sessions, topology, settings.selection());
            DefinedCut taken = cut();
            List<String> differences = taken.definitions().differencesFrom(before);
            if (differences.isEmpty()) {
                return taken;
            }
            taken.close();
            again(number, differences);
        }
    }

    private DefinedCut cut() {
        step("taking the cut");
        Cut cut = new CutTaker(sessions, progress)
                .take(topology, settings.selection(), settings.connectionsPerInstance(), settings.cut());
        try {
            Definitions definitions = Definitions.read(sessions, topology, settings.selection());
            cut.requireAlive();
            return new DefinedCut(topology, settings.selection(), cut, definitions);
        } catch (RuntimeException e) {
            cut.close();
            throw e;
        }
    }

    /** What changed may be what the preflight would have refused. */
    private void again(int number, List<String> differences) {
        if (number == MOST_CUTS) {
            throw new RefusedException(
                    "definitions changed around each of " + MOST_CUTS + " cuts, the last time:"
                            + DefinedCut.lines(differences),
                    "Back up again when no schema change runs.");
        }
        progress.on(new Notice("definitions changed, so another cut is taken:" + DefinedCut.lines(differences)));
        preflight();
    }

    private void step(String text) {
        progress.on(new StepStarted(text));
    }
}
