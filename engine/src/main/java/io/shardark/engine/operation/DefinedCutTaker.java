package io.shardark.engine.operation;

import io.shardark.engine.cut.Cut;
import io.shardark.engine.cut.CutTaker;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.pace.LoadPreflight;
import io.shardark.engine.progress.ProgressEvent.Notice;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.schema.SourcePreflight;
import io.shardark.engine.selection.SelectedTopology;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes cuts whose definitions are known.
 *
 * <p>Tables cannot change once the cut holds metadata locks on them, so theirs are what is read while it does. Nothing
 * holds views, routines, events and the schema itself at the moment of the cut: the backup lock comes a moment later.
 * So everything is read before the cut too, and when the readings differ, another cut is taken, since nothing was
 * written yet.
 */
final class DefinedCutTaker {
    /** How long to wait for changes under way, before a cut and while one is open. */
    static final Duration BEFORE = Duration.ofSeconds(60);

    static final Duration DURING = Duration.ofSeconds(3);
    private static final Duration RECENT = Duration.ofSeconds(60);
    private static final int MOST_CUTS = 5;

    private final Sessions sessions;
    private final Topology all;
    private final Topology topology;
    private final BackupSettings settings;
    private final ProgressListener progress;
    private Optional<Reading> checked = Optional.empty();

    /** @param begun in nanoseconds of {@link System#nanoTime()} */
    private record Reading(Definitions definitions, long begun) {}

    DefinedCutTaker(Sessions sessions, Topology all, BackupSettings settings, ProgressListener progress) {
        this.sessions = sessions;
        this.all = all;
        this.topology = SelectedTopology.of(all, settings.selection()).topology();
        this.settings = settings;
        this.progress = progress;
    }

    /** Finds what would make a backup impossible or incomplete, and reads the definitions for that. */
    void preflight() {
        step("checking servers, privileges and tables");
        long begun = System.nanoTime();
        SourcePreflight.Result found =
                SourcePreflight.look(sessions, all, settings.selection(), settings.connectionsPerInstance(), BEFORE);
        List<ShardarkException> problems = new ArrayList<>(found.problems());
        problems.addAll(LoadPreflight.problems(sessions, topology.instances(), settings.pace()));
        ProblemsException.throwIfAny(problems);
        checked = Optional.of(new Reading(Definitions.of(topology, found), begun));
    }

    /**
     * Takes a cut between two equal readings of the definitions, the first of which is that of {@link #preflight()}.
     *
     * @throws RefusedException when definitions go on changing, or the level was not reached
     */
    DefinedCut take() {
        for (int number = 1; ; number++) {
            Definitions before = before();
            step("taking the cut");
            Cut cut = new CutTaker(sessions, progress)
                    .take(topology, settings.selection(), settings.connectionsPerInstance(), settings.cut());
            List<String> differences = new ArrayList<>();
            Optional<DefinedCut> taken = define(cut, before, differences);
            if (taken.isPresent()) {
                return taken.get();
            }
            again(number, differences);
        }
    }

    /** Those that the preflight has read, unless it was a while ago: a change since then would cost a cut. */
    private Definitions before() {
        Optional<Reading> recent = checked.filter(reading -> System.nanoTime() - reading.begun() < RECENT.toNanos());
        checked = Optional.empty();
        return recent.map(Reading::definitions).orElseGet(() -> {
            step("reading definitions");
            return Definitions.read(sessions, topology, settings, topology.instances(), BEFORE, instance -> false);
        });
    }

    /** Closes the cut when definitions were changed around it, and adds what was. */
    private Optional<DefinedCut> define(Cut cut, Definitions before, List<String> differences) {
        boolean proved = false;
        try {
            step("reading definitions at the cut");
            Definitions definitions = Definitions.read(
                    sessions, topology, settings, topology.instances(), DURING, DefinedCut.unlocked(cut)::contains);
            cut.requireAlive();
            differences.addAll(definitions.differencesFrom(before));
            proved = differences.isEmpty();
            return proved ? Optional.of(new DefinedCut(topology, settings, cut, definitions)) : Optional.empty();
        } catch (UnreachableException e) {
            if (!Definitions.waitedInVain(e)) {
                throw e;
            }
            differences.add("a change is under way: " + e.getMessage());
            return Optional.empty();
        } finally {
            if (!proved) {
                cut.close();
            }
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
