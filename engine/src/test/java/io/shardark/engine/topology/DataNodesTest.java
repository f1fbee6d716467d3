package io.shardark.engine.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.topology.LogicalTable.DataNode;
import io.shardark.format.error.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataNodesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ds.t | ds.t",
                "ds_${0..1}.t_order_${0..2}"
                        + " | ds_0.t_order_0 ds_0.t_order_1 ds_0.t_order_2 ds_1.t_order_0 ds_1.t_order_1 ds_1.t_order_2",
                "ds_$->{0..1}.t | ds_0.t ds_1.t",
                "ds.t_${['a', 'b']} | ds.t_a ds.t_b",
                "ds.t_${[\"a\",'b' , 3]} | ds.t_a ds.t_b ds.t_3",
                "ds.t_${2..0} | ds.t_2 ds.t_1 ds.t_0",
                "ds.t_${0..<2} | ds.t_0 ds.t_1",
                "ds.t_${ 9..10 } | ds.t_9 ds.t_10",
                "a.t, b.t_${0..1} ,c.t | a.t b.t_0 b.t_1 c.t",
                "${['ds_0.a', 'ds_1.b']} | ds_0.a ds_1.b",
                "ds_${0..1}.t_${['x','y']}_${1..2} | ds_0.t_x_1 ds_0.t_x_2 ds_0.t_y_1 ds_0.t_y_2"
                        + " ds_1.t_x_1 ds_1.t_x_2 ds_1.t_y_1 ds_1.t_y_2",
                "ds.订单_${0..1} | ds.订单_0 ds.订单_1",
            })
    void namesEveryTable(String expression, String expected) {
        List<String> names = DataNodes.parse(expression).stream()
                .map(node -> node.shard() + "." + node.table())
                .toList();

        assertEquals(List.of(expected.split(" ")), names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "ds.t,",
                "ds",
                "ds.",
                ".t",
                "a.b.c",
                "ds.t_${0..3",
                "ds.t_${}",
                "ds.t_$0",
                "ds.t_${0...3}",
                "ds.t_${-1..3}",
                "ds.t_${0..<0}",
                "ds.t_${id % 4}",
                "ds.t_${['a'.execute()]}",
                "ds.t_${\"${1}\"}",
                "ds.t_${(0..3).collect{it}}",
                "ds.t_${[]}",
                "ds.t_${['a' 'b']}",
                "ds.t_{0..3}",
                "ds.t 0",
                "ds.t_${0..9999999}",
                "ds_${0..9999}.t_${0..9999}",
                "ds.t, ds.t",
                "ds.t_${['a','a']}",
                "ds.t_${99999999999..99999999999}",
            })
    void refusesAnythingElse(String expression) {
        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> DataNodes.parse(expression));

        assertTrue(refusal.getMessage().contains("\"" + expression + "\""), refusal.getMessage());
        assertTrue(refusal.hint().contains("SHARD.TABLE"));
    }

    @Test
    void namesAsManyTablesAsTheLargestTopologies() {
        List<DataNode> nodes = DataNodes.parse("ds_${0..999}.t_${0..999}");

        assertEquals(1_000_000, nodes.size());
        assertEquals(new DataNode("ds_999", "t_999"), nodes.get(999_999));
    }
}
