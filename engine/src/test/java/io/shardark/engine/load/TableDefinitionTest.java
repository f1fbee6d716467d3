package io.shardark.engine.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.mysql.SqlToken;
import io.shardark.engine.mysql.SqlTokens;
import io.shardark.format.error.DamagedException;
import io.shardark.samples.servers.ServerFlavor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableDefinitionTest {
    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void takenApartAndPutTogetherItIsTheSameTable(ServerFlavor flavor) {
        List<String> different = new ArrayList<>();
        try (TestSchema source = TestSchema.create(flavor);
                TestSchema target = TestSchema.create(flavor)) {
            for (TestSchema schema : List.of(source, target)) {
                schema.session().execute(TableZoo.PARENTS);
            }
            for (String definition : TableZoo.definitions(flavor)) {
                source.session().execute(definition);
                String shown = source.showCreate("t");
                String rebuilt = rebuild(target, source, shown);
                if (!rebuilt.equals(shown)) {
                    different.add(shown + "\n-- came back as --\n" + rebuilt);
                }
                source.session().execute("DROP TABLE t");
                target.session().execute("DROP TABLE t");
            }
        }
        assertEquals(List.of(), different);
    }

    private static String rebuild(TestSchema target, TestSchema source, String shown) {
        TableDefinition definition = TableDefinition.of("t", engine(source), shown);
        try (LoadSession load = LoadSession.open(new Sessions(), target.shard().instance())) {
            String table = SqlText.name(target.name(), "t");
            load.session().execute("USE " + SqlText.name(target.name()));
            load.session().execute(definition.create());
            TableText found = TableText.parse("t", target.showCreate("t"));
            definition.addMissingKeys(table, found).forEach(load.session()::execute);
            definition.addMissingForeignKeys(table, found).forEach(load.session()::execute);
            TableText complete = TableText.parse("t", target.showCreate("t"));
            assertEquals(List.of(), definition.addMissingKeys(table, complete), shown);
            assertEquals(List.of(), definition.addMissingForeignKeys(table, complete), shown);
        }
        return target.showCreate("t");
    }

    private static String engine(TestSchema schema) {
        return schema.session()
                .value("SELECT ENGINE FROM information_schema.TABLES WHERE TABLE_SCHEMA = "
                        + SqlText.literal(schema.name()) + " AND TABLE_NAME = 't'");
    }

    @Test
    void secondaryKeysAndForeignKeysComeLater() {
        TableDefinition definition = TableDefinition.of("t", "InnoDB", """
                CREATE TABLE `t` (
                  `id` int NOT NULL AUTO_INCREMENT,
                  `a` int,
                  PRIMARY KEY (`id`),
                  UNIQUE KEY `u` (`a`),
                  KEY `k` (`a`,`id`),
                  FULLTEXT KEY `f` (`x`),
                  CONSTRAINT `fk` FOREIGN KEY (`a`) REFERENCES `p` (`id`)
                ) ENGINE=InnoDB AUTO_INCREMENT=7""");
        assertEquals("""
                CREATE TABLE `t` (
                  `id` int NOT NULL AUTO_INCREMENT,
                  `a` int,
                  PRIMARY KEY (`id`)
                ) ENGINE=InnoDB AUTO_INCREMENT=7""", definition.create());
        TableText bare = TableText.parse("t", definition.create());
        assertEquals(
                List.of(
                        "ALTER TABLE `s`.`t` ADD UNIQUE KEY `u` (`a`), ADD KEY `k` (`a`,`id`)",
                        "ALTER TABLE `s`.`t` ADD FULLTEXT KEY `f` (`x`)"),
                definition.addMissingKeys("`s`.`t`", bare));
        assertEquals(
                List.of("ALTER TABLE `s`.`t` ADD CONSTRAINT `fk` FOREIGN KEY (`a`) REFERENCES `p` (`id`)"),
                definition.addMissingForeignKeys("`s`.`t`", bare));
    }

    @Test
    void whatIsNotUnderstoodIsCreatedAtOnce() {
        String text = "CREATE TABLE `t` (\n  `a` int,\n  NOVELTY KEY `n` (`a`),\n  KEY `k` (`a`)\n) ENGINE=InnoDB";
        assertEquals(text, TableDefinition.of("t", "InnoDB", text).create());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE `t`",
                "CREATE TABLE `other` (\n  `a` int\n) ENGINE=InnoDB",
                "CREATE TABLE `s`.`t` (`a` int) ENGINE=InnoDB",
                "CREATE TABLE `t` LIKE `mysql`.`user`",
                "CREATE TABLE `t` AS SELECT 1",
                "CREATE TABLE `t` (`a` int",
                "CREATE TABLE `t` (`a` int,)",
                "CREATE TABLE `t` (`a` int COMMENT 'x)",
                "/*!50000 DROP TABLE x */",
                ""
            })
    void whatWouldNotCreateTheTableIsRefused(String definition) {
        assertThrows(DamagedException.class, () -> TableDefinition.of("t", "InnoDB", definition));
    }

    @Test
    void quotesAndCommentsHideTheirContents() {
        List<SqlToken> tokens =
                SqlTokens.of("a 'it''s \\' (' \"x\"\"y\" `b``c` -- no\n # no\n /* no */ /*!80000 INVISIBLE */ 1--1");
        assertEquals(
                List.of(
                        "a",
                        "'it''s \\' ('",
                        "\"x\"\"y\"",
                        "`b``c`",
                        "/*!80000",
                        "INVISIBLE",
                        "*/",
                        "1",
                        "-",
                        "-",
                        "1"),
                tokens.stream().map(SqlToken::text).toList());
        assertEquals("b`c", tokens.get(3).identifier());
        assertTrue(tokens.get(5).isWord("invisible"));
        assertFalse(tokens.get(3).isWord("b`c"));
    }
}
