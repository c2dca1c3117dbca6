package dev.lakou.database.memory;

import dev.lakou.database.StateContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class InMemoryServerTest extends StateContract {
    InMemoryServerTest(MemoryUnderTest memory) {
        super(memory);
    }
}
