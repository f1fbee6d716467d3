package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.InstanceRecord;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks at one target server's settings and at what its user may do. */
final class ServerCheck {
    private final Session session;
    private final List<ShardPlan> plans;
    private final List<ShardarkException> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    ServerCheck(Session session, List<ShardPlan> plans) {
        this.session = session;
        this.plans = plans;
    }

    void run() {
        checkSettings();
        checkPrivileges(Grants.of(session));
        checkStoredPrograms();
        plans.forEach(this::checkTableNames);
        plans.forEach(this::noteNamesInBodies);
        noteOtherServers();
    }

    List<ShardarkException> problems() {
        return problems;
    }

    List<String> notes() {
        return notes;
    }

    private void checkSettings() {
        if (!isOn("local_infile")) {
            refuse("local_infile is off, and rows are loaded by LOAD DATA LOCAL", "SET GLOBAL local_infile = 1 on it.");
        }
        if (isOn("super_read_only") || isOn("innodb_read_only") || (isOn("read_only") && !mayWriteAnyway())) {
            refuse("the server is read-only", "Restore to a primary server, with read_only and innodb_read_only off.");
        }
        if (setting("binlog_format").equals("STATEMENT") && isOn("log_bin")) {
            refuse(
                    "binlog_format is STATEMENT, with which rows cannot be loaded and replicated exactly",
                    "SET GLOBAL binlog_format = 'ROW' on it, or grant "
                            + (session.server().isMariaDb() ? "BINLOG ADMIN" : "SESSION_VARIABLES_ADMIN")
                            + " to the user.");
        }
        checkGeneratedKeys();
        checkTimestamps();
        // LoadSession has tried to switch it off.
        if (isOn("sql_require_primary_key")) {
            plans.forEach(plan -> plan.tables().stream()
                    .filter(table -> !table.definition().contains("PRIMARY KEY"))
                    .forEach(table -> refuse(
                            "sql_require_primary_key is on, and " + plan.place(table) + " has no primary key",
                            "Grant SESSION_VARIABLES_ADMIN to the user, or switch it off.")));
        }
    }

    private boolean mayWriteAnyway() {
        Grants grants = Grants.of(session);
        return !grants.complete()
                || Stream.of("SUPER", "CONNECTION_ADMIN", "READ_ONLY ADMIN", "READ ONLY ADMIN")
                        .anyMatch(privilege -> grants.has(privilege, "*"));
    }

    /** LoadSession has tried to switch it off. */
    private void checkGeneratedKeys() {
        if (isOn("sql_generate_invisible_primary_key")) {
            plans.forEach(plan -> plan.tables().stream()
                    .filter(table -> !table.definition().contains("PRIMARY KEY"))
                    .forEach(table -> refuse(
                            "sql_generate_invisible_primary_key is on, which would add a column to "
                                    + plan.place(table),
                            "Grant SESSION_VARIABLES_ADMIN to the user, or switch it off.")));
        }
    }

    /** Without it the first TIMESTAMP column of a table may get defaults that the source's does not have. */
    private void checkTimestamps() {
        if (!isOn("explicit_defaults_for_timestamp")) {
            plans.forEach(plan -> plan.tables().stream()
                    .filter(table -> table.columns().stream()
                            .anyMatch(column ->
                                    column.type().toLowerCase(Locale.ROOT).startsWith("timestamp")))
                    .forEach(table -> refuse(
                            "explicit_defaults_for_timestamp is off, and " + plan.place(table)
                                    + " has a TIMESTAMP column",
                            "Grant SESSION_VARIABLES_ADMIN (MySQL) or SUPER (MariaDB) to the user, or switch it on.")));
        }
    }

    private boolean isOn(String variable) {
        String value = setting(variable);
        return value.equalsIgnoreCase("ON") || value.equals("1");
    }

    /** The value of a variable in this session; empty when the server does not have it. */
    private String setting(String variable) {
        return session.query("SHOW VARIABLES LIKE '" + variable + "'", row -> row.getString(2)).stream()
                .findFirst()
                .orElse("");
    }

    private void refuse(String problem, String hint) {
        problems.add(new RefusedException(session.instance().place() + ": " + problem, hint));
    }

    private void checkPrivileges(Grants grants) {
        if (!grants.complete()) {
            return;
        }
        for (ShardPlan plan : plans) {
            Set<String> missing = new TreeSet<>(needed(plan));
            missing.removeIf(privilege -> grants.has(privilege, plan.target().schema()));
            if (!missing.isEmpty()) {
                problems.add(new UnreachableException(
                        plan.target().place() + ": the user "
                                + plan.target().instance().user() + " lacks " + String.join(", ", missing),
                        "GRANT " + String.join(", ", missing) + " ON "
                                + SqlText.name(plan.target().schema()) + ".* to the user."));
            }
        }
        checkDefiners(grants);
    }

    private static Set<String> needed(ShardPlan plan) {
        Set<String> needed = new HashSet<>(Set.of("SELECT", "INSERT", "CREATE", "DROP", "ALTER", "INDEX"));
        if (plan.tables().stream().anyMatch(table -> table.definition().contains(" FOREIGN KEY "))) {
            needed.add("REFERENCES");
        }
        for (SchemaObject object : plan.objects()) {
            switch (object.kind()) {
                case VIEW -> needed.add("CREATE VIEW");
                case TRIGGER -> needed.add("TRIGGER");
                case FUNCTION, PROCEDURE -> needed.add("CREATE ROUTINE");
                case EVENT -> needed.add("EVENT");
                case SEQUENCE -> {
                    // CREATE and ALTER are enough.
                }
            }
        }
        return needed;
    }

    private void checkDefiners(Grants grants) {
        boolean permitted = Stream.of("SUPER", "SET USER", "SET_USER_ID", "SET_ANY_DEFINER")
                .anyMatch(privilege -> grants.has(privilege, "*"));
        if (permitted) {
            return;
        }
        String self = session.value("SELECT CURRENT_USER()");
        Set<String> others = new TreeSet<>();
        plans.forEach(plan -> plan.objects().stream()
                .flatMap(object -> definer(object).stream())
                .filter(definer -> !definer.equals(self))
                .forEach(others::add));
        if (!others.isEmpty()) {
            problems.add(new UnreachableException(
                    session.instance().place() + ": the user " + self + " may not create objects of other definers: "
                            + String.join(", ", others),
                    session.server().isMariaDb()
                            ? "GRANT SET USER ON *.* to the user."
                            : "GRANT SET_ANY_DEFINER, ALLOW_NONEXISTENT_DEFINER ON *.* (MySQL 8.0: SET_USER_ID) to the "
                                    + "user."));
        }
    }

    private static Optional<String> definer(SchemaObject object) {
        try {
            return ObjectDefinition.of(object).definer();
        } catch (ShardarkException reportedElsewhere) {
            return Optional.empty();
        }
    }

    /** With binary logs, creating functions and triggers takes SUPER unless the server trusts their creators. */
    private void checkStoredPrograms() {
        boolean any = plans.stream()
                .flatMap(plan -> plan.objects().stream())
                .anyMatch(object -> object.kind() == ObjectKind.FUNCTION || object.kind() == ObjectKind.TRIGGER);
        if (!any || !isOn("log_bin") || isOn("log_bin_trust_function_creators")) {
            return;
        }
        Grants grants = Grants.of(session);
        if (grants.complete() && !grants.has("SUPER", "*")) {
            refuse(
                    "log_bin_trust_function_creators is off, and the user lacks SUPER to create functions and triggers",
                    "SET GLOBAL log_bin_trust_function_creators = 1 on it for the time of the restore.");
        }
    }

    private void checkTableNames(ShardPlan plan) {
        if (session.server().lowerCaseTableNames() == 0) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (TableRecord table : plan.tables()) {
            if (!seen.add(table.name().toLowerCase(Locale.ROOT))) {
                refuse(
                        plan.place(table) + " differs from another one only in upper and lower case, which this server "
                                + "does not tell apart (lower_case_table_names)",
                        "Restore to a server with lower_case_table_names = 0.");
            }
        }
    }

    /** What people wrote into bodies is left as it is. */
    private void noteNamesInBodies(ShardPlan plan) {
        boolean bodies = plan.objects().stream().anyMatch(object -> object.kind() != ObjectKind.SEQUENCE);
        if (bodies
                && session.server().lowerCaseTableNames() == 0
                && plan.source().header().instance().lowerCaseTableNames() != 0) {
            notes.add(plan.target().place() + ": the source did not tell upper from lower case in the names of tables"
                    + " (lower_case_table_names), this server does; views, triggers, routines and events that name"
                    + " tables in another case than the backup has will fail.");
        }
    }

    private void noteOtherServers() {
        Set<String> sources = new TreeSet<>();
        for (ShardPlan plan : plans) {
            InstanceRecord instance = plan.source().header().instance();
            if (!plan.sameServer(
                    session.server().product().text(), session.server().version())) {
                sources.add(instance.product() + " " + instance.version());
            }
        }
        if (!sources.isEmpty()) {
            notes.add(session.instance().place() + " is "
                    + session.server().product().text() + " "
                    + session.server().version() + ", the source was " + String.join(", ", sources) + ".");
        }
    }
}
