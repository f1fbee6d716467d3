package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.format.catalog.TableRecord;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSelectionTest {
    @ParameterizedTest
    @CsvSource({
        "t_order_7, true",
        "t_order, true",
        "ds_1.t_order_7, true",
        "ds_1.t_order, true",
        "ds_?.t_order_*, true",
        "*, true",
        "ds_1.*, true",
        "ds_2.*, false",
        "t_order_, false",
        "t.order_7, false",
        "T_ORDER_7, false",
        "table:t_order, true",
        "d*.t_order, true",
        "d*t_order, false"
    })
    void patternsNamePhysicalOrLogicalTables(String pattern, boolean selected) {
        TableRecord table = new TableRecord(0, "t_order_7", "t_order", "InnoDB", "", List.of(), List.of());
        assertEquals(selected, TableSelection.matching(List.of(pattern)).selects("ds_1", table));
    }
}
