package io.shardark.engine.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.error.DamagedException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectDefinitionTest {
    private static final SchemaNames NAMES = new SchemaNames("ds_0", "new", Set.of("t_order", "v", "f"));

    @Test
    void aViewFollowsItsSchema() {
        assertEquals(
                "CREATE ALGORITHM=UNDEFINED DEFINER=`root`@`%` SQL SECURITY DEFINER VIEW `new`.`v` AS select"
                        + " `new`.`t_order`.`id` AS `ds_0`,'`ds_0`.`t_order`' AS `x`,`new`.`f`(1) AS `y`"
                        + " from `new`.`t_order` join `other`.`ds_0`",
                statement(
                        ObjectKind.VIEW,
                        "v",
                        "CREATE ALGORITHM=UNDEFINED DEFINER=`root`@`%` SQL SECURITY DEFINER VIEW `ds_0`.`v` AS select"
                                + " `ds_0`.`t_order`.`id` AS `ds_0`,'`ds_0`.`t_order`' AS `x`,`ds_0`.`f`(1) AS `y`"
                                + " from `ds_0`.`t_order` join `other`.`ds_0`"));
    }

    /** An alias that is called like the schema. */
    @Test
    void columnsOfAnAliasAreNoMembersOfTheSchema() {
        String aliased = "CREATE VIEW `v` AS select `ds_0`.`id` AS `id` from `t_order` `ds_0`";
        assertEquals(aliased, statement(ObjectKind.VIEW, "v", aliased));
    }

    @Test
    void ofATriggerOnlyTheHeadFollows() {
        SchemaObject trigger = object(
                ObjectKind.TRIGGER,
                "tr",
                "CREATE DEFINER=`a`@`b` trigger ds_0.tr before insert on ds_0.t_order for each row insert into"
                        + " ds_0.t_order values (1)",
                "");
        ObjectDefinition definition = ObjectDefinition.of(trigger);
        // The trigger's own name is none of the members.
        SchemaNames names = new SchemaNames("ds_0", "new", Set.of("t_order", "tr"));
        assertEquals(
                "CREATE DEFINER=`a`@`b` trigger `new`.tr before insert on `new`.t_order for each row insert into"
                        + " ds_0.t_order values (1)",
                definition.statement(names));
        assertTrue(definition.note(names).orElseThrow().contains("ds_0"));
        assertEquals(Optional.of("a@b"), definition.definer());
        assertEquals(Optional.empty(), definition.note(new SchemaNames("ds_0", "ds_0", Set.of())));
    }

    @Test
    void doubleQuotesAreNamesUnderAnsiQuotes() {
        SchemaObject procedure = object(
                ObjectKind.PROCEDURE,
                "p\"q",
                "CREATE PROCEDURE \"p\"\"q\"() SELECT 'c:\\'",
                "ANSI_QUOTES,NO_BACKSLASH_ESCAPES");
        assertEquals(procedure.definition(), ObjectDefinition.of(procedure).statement(NAMES));
    }

    @Test
    void aSequenceMayBeMoved() {
        assertEquals(
                "ALTER SEQUENCE `s` RESTART WITH -7",
                statement(ObjectKind.SEQUENCE, "s", "ALTER SEQUENCE `s` RESTART WITH -7"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VIEW | DROP TABLE t",
                "VIEW | CREATE TABLE v (id INT)",
                "VIEW | CREATE VIEW other AS SELECT 1",
                "VIEW | CREATE USER v",
                "VIEW | CREATE /*!50000 TABLE x (a INT); */ VIEW v AS SELECT 1",
                "VIEW | /*!50000 DROP VIEW */ v",
                "VIEW | SET GLOBAL x = 1",
                "VIEW | CREATE VIEW",
                "VIEW | CREATE VIEW v AS SELECT 'x",
                "TRIGGER | CREATE EVENT v ON SCHEDULE EVERY 1 DAY DO SELECT 1",
                "FUNCTION | CREATE FUNCTION other() RETURNS INT RETURN 1",
                "EVENT | ALTER EVENT v ENABLE",
                "SEQUENCE | ALTER SEQUENCE v RESTART WITH 1 CYCLE",
                "SEQUENCE | ALTER TABLE v RENAME TO w",
                "PROCEDURE | GRANT ALL ON *.* TO v"
            })
    void everythingElseIsRefused(ObjectKind kind, String definition) {
        assertThrows(DamagedException.class, () -> ObjectDefinition.of(object(kind, "v", definition, "")));
    }

    private static String statement(ObjectKind kind, String name, String definition) {
        return ObjectDefinition.of(object(kind, name, definition, "")).statement(NAMES);
    }

    private static SchemaObject object(ObjectKind kind, String name, String definition, String sqlMode) {
        return new SchemaObject(kind, name, "", definition, sqlMode, "", "", "");
    }
}
