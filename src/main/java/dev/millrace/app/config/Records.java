package dev.millrace.app.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records of the configuration by their components, so that a new setting costs a component and nothing else. A section
 * may be made of parts, records inside the record; a part's settings are the section's own.
 */
final class Records {
    private Records() {}

    /** What a component is to be. */
    interface Value {
        Object of(RecordComponent component);
    }

    /** Whether a component is a part, whose components count in its place. */
    static boolean isPart(RecordComponent component) {
        return component.getType().getEnclosingClass() == component.getDeclaringRecord();
    }

    /** The settings of a section, those of its parts in their place. */
    static Stream<RecordComponent> settings(Class<?> section) {
        return Arrays.stream(section.getRecordComponents())
                .flatMap(component -> isPart(component) ? settings(component.getType()) : Stream.of(component));
    }

    /** @throws IllegalArgumentException as the record says */
    static Object build(Class<?> type, Value values) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] arguments = Arrays.stream(components).map(values::of).toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Object read(RecordComponent component, Record from) {
        try {
            return component.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
