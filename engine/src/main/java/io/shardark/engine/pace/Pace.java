package io.shardark.engine.pace;

import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Instance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps one operation gentle: one budget for all of its workers, a watch over the load of each instance, and a file
 * that pauses everything. Safe for use by several threads.
 */
public final class Pace implements AutoCloseable {
    private final PaceLimits limits;
    private final OwnSessions own;
    private final Sessions sessions;
    private final ProgressListener progress;
    private final PaceClock clock;
    private final Budget budget;
    private final WaitLog log;
    private final Optional<PauseFile> pauseFile;
    private final Map<Integer, LoadWatch> watches = new ConcurrentHashMap<>();

    /** Prepares; no server is asked before {@link #watch}. */
    public Pace(PaceLimits limits, Sessions sessions, ProgressListener progress) {
        this(limits, sessions, progress, PaceClock.MACHINE);
    }

    Pace(PaceLimits limits, Sessions sessions, ProgressListener progress, PaceClock clock) {
        this.limits = limits;
        this.own = new OwnSessions(sessions);
        this.sessions = limits.threadsRunning().isPresent() ? own : sessions;
        this.progress = progress;
        this.clock = clock;
        this.budget = new Budget(limits, clock);
        this.log = new WaitLog(clock, progress);
        this.pauseFile = limits.pauseFile().map(path -> new PauseFile(path, clock));
    }

    /** The sessions to do all work with, so that it is not taken for load that others make. */
    public Sessions sessions() {
        return sessions;
    }

    /**
     * Begins to watch servers whose load is limited.
     *
     * @param opener opens the sessions of the watches, and new ones when they are lost
     * @throws io.shardark.format.error.ShardarkException when a server cannot be asked
     */
    public void watch(Sessions opener, List<Instance> instances) {
        List<LoadLimit> loadLimits = LoadLimit.of(limits, own);
        if (!loadLimits.isEmpty()) {
            instances.forEach(instance -> watches.computeIfAbsent(
                    instance.number(), key -> LoadWatch.begin(opener, instance, loadLimits, clock, progress)));
        }
    }

    /**
     * The pace of a worker that reads or writes in statements of their own.
     *
     * @param check throws when the worker is to stop; asked all the while it waits
     */
    public Pacer pacer(Instance instance, Runnable check) {
        return new Pacer(this, instance, check, Pacer.ReadView.OF_STATEMENT);
    }

    /** The pace of a worker that holds a snapshot all the while; as {@link #pacer}. */
    public Pacer snapshotPacer(Instance instance, Runnable check) {
        return new Pacer(this, instance, check, Pacer.ReadView.SNAPSHOT);
    }

    /** Waits until no instance has too much load and nothing pauses; called before anything is locked. */
    public void awaitCalm(List<Instance> instances) {
        Runnable never = () -> {};
        // Again, since another one may have become busy while one was waited for.
        while (instances.stream().anyMatch(instance -> obstacle(instance).isPresent())) {
            instances.forEach(instance -> pacer(instance, never).await());
        }
    }

    /** How long was waited until now. */
    public PaceReport report() {
        return log.report();
    }

    PaceLimits limits() {
        return limits;
    }

    PaceClock clock() {
        return clock;
    }

    Budget budget() {
        return budget;
    }

    WaitLog log() {
        return log;
    }

    /** What is in the way of an instance's workers. */
    Optional<Obstacle> obstacle(Instance instance) {
        Optional<Obstacle> paused = pauseFile.flatMap(PauseFile::obstacle);
        if (paused.isPresent() || watches.isEmpty()) {
            return paused;
        }
        return Optional.ofNullable(watches.get(instance.number())).flatMap(LoadWatch::obstacle);
    }

    /** Ends the watches. Never throws. */
    @Override
    public void close() {
        watches.values().forEach(LoadWatch::close);
    }
}
