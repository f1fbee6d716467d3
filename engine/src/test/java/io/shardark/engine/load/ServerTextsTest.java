package io.shardark.engine.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers say about rows and privileges. */
class ServerTextsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "Duplicate entry 'secret' for key 't.PRIMARY' | Duplicate entry '***' for key 't.PRIMARY'",
                "Duplicate entry 'it's for key secret' for key 'k' | Duplicate entry '***' for key 'k'",
                "Incorrect integer value: 'secret' for column 'n' at row 2 | Incorrect integer value: '***' for column 'n' at row 2",
                "Incorrect integer value: 'secret' for column `x`.`t`.`n` at row 2 | Incorrect integer value: '***' for column `x`.`t`.`n` at row 2",
                "Data truncated for column 'note' at row 2 | Data truncated for column 'note' at row 2",
                "Column 'note' cannot be null | Column 'note' cannot be null",
                "Truncated incorrect DOUBLE value: 'secret' | Truncated incorrect DOUBLE value: '***'",
                "Row 2 doesn't contain data | Row 2 doesn'***'",
                "Row 1 was truncated | Row 1 was truncated"
            })
    void valuesAreLeftOutAndNamesStay(String message, String expected) {
        assertEquals(expected, ServerMessage.withoutValues(message));
    }

    @Test
    void grantsAreUnderstood() {
        Grants grants = Grants.parse(List.of(
                "GRANT SELECT, CREATE VIEW ON *.* TO `u`@`%`",
                "GRANT SET_ANY_DEFINER,XA_RECOVER_ADMIN ON *.* TO `u`@`%`",
                "GRANT ALL PRIVILEGES ON `shop\\_1`.* TO `u`@`%`",
                "GRANT INSERT ON `shop_%`.* TO `u`@`%` WITH GRANT OPTION",
                "GRANT DROP, ALTER (`a`) ON `x`.`t` TO `u`@`%`"));
        assertTrue(grants.complete());
        assertTrue(grants.has("CREATE VIEW", "anything"));
        assertTrue(grants.has("SET_ANY_DEFINER", "*"));
        assertTrue(grants.has("DROP", "shop_1"));
        assertFalse(grants.has("DROP", "shopx1"));
        assertTrue(grants.has("INSERT", "shopx1"));
        assertFalse(grants.has("DROP", "x"));
        assertFalse(grants.has("INSERT", "*"));
        assertFalse(Grants.parse(List.of("GRANT `role`@`%` TO `u`@`%`")).complete());
    }
}
