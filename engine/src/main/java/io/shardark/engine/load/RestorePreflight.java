package io.shardark.engine.load;

import io.shardark.engine.mysql.ServerIdentity;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.pace.LoadPreflight;
import io.shardark.engine.pace.PaceLimits;
import io.shardark.engine.topology.Instance;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds everything that would stop a restore, before anything is changed. */
public final class RestorePreflight {
    private final Sessions sessions;
    private final List<ShardPlan> plans;
    private final LoadChoices choices;
    private final List<ShardarkException> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private RestorePreflight(Sessions sessions, List<ShardPlan> plans, LoadChoices choices) {
        this.sessions = sessions;
        this.plans = plans;
        this.choices = choices;
    }

    /**
     * Looks at the definitions, and at every target.
     *
     * @param sessions such as write to the binary log, even if the restore does not
     * @param choices what of the servers' logs the restore does without
     * @param pace the limits that will be watched
     * @return what a person should know, one sentence each
     * @throws ShardarkException the problem, or a {@link ProblemsException} with all of them
     */
    public static List<String> check(Sessions sessions, List<ShardPlan> plans, LoadChoices choices, PaceLimits pace) {
        RestorePreflight preflight = new RestorePreflight(sessions, plans, choices);
        plans.forEach(preflight::checkDefinitions);
        preflight.checkSharedSchemas();
        ChunkLoading.instances(plans).forEach(preflight::checkInstance);
        preflight.problems.addAll(LoadPreflight.problems(sessions, ChunkLoading.instances(plans), pace));
        ProblemsException.throwIfAny(preflight.problems);
        return preflight.notes;
    }

    private void checkDefinitions(ShardPlan plan) {
        for (TableRecord table : plan.tables()) {
            collect(() -> TableDefinition.of(table));
            if (table.name().equalsIgnoreCase(Ledger.TABLE)) {
                problems.add(new RefusedException(plan.place(table)
                        + ": the name is needed for the ledger of the restore; it is the rest of an unfinished one"));
            }
        }
        plan.objects().forEach(object -> collect(() -> ObjectDefinition.of(object)));
    }

    private void collect(Runnable check) {
        try {
            check.run();
        } catch (DamagedException e) {
            problems.add(e);
        }
    }

    private void checkSharedSchemas() {
        Set<String> places = new HashSet<>();
        for (ShardPlan plan : plans) {
            if (!places.add(plan.target().instance().number() + "/"
                    + plan.target().schema().toLowerCase(Locale.ROOT))) {
                problems.add(new ConfigurationException(
                        plan.target().place() + ": another shard has the same schema as its target"));
            }
        }
    }

    private void checkInstance(Instance instance) {
        try (LoadSession session = LoadSession.open(sessions, instance)) {
            ServerCheck server = new ServerCheck(session.session(), plans(instance));
            server.run();
            problems.addAll(server.problems());
            notes.addAll(server.notes());
            LoadChoicesCheck logs = new LoadChoicesCheck(session.session(), plans(instance), choices);
            logs.run();
            problems.addAll(logs.problems());
            notes.addAll(logs.notes());
            plans(instance).forEach(plan -> checkTarget(session.session(), plan));
            plans(instance)
                    .forEach(plan -> checkOtherServer(plan, session.session().server()));
        } catch (UnreachableException e) {
            problems.add(e);
        }
    }

    /** Definitions that are damaged are reported already. */
    private void checkOtherServer(ShardPlan plan, ServerIdentity server) {
        try {
            problems.addAll(CrossServer.problems(sessions, plan, server));
        } catch (DamagedException e) {
            return;
        }
    }

    private List<ShardPlan> plans(Instance instance) {
        return plans.stream()
                .filter(plan -> plan.target().instance().number() == instance.number())
                .toList();
    }

    private void checkTarget(Session session, ShardPlan plan) {
        if (!Inventory.schemaExists(session, plan.target().schema())) {
            return;
        }
        List<String> inTheWay = TargetContents.inTheWay(session, plan);
        if (!inTheWay.isEmpty()) {
            problems.add(
                    new RefusedException(
                            plan.target().place() + " is not empty: " + String.join(", ", inTheWay),
                            "Shardark never restores over data. Drop or rename what is in the way, or restore into another schema."));
        }
    }
}
