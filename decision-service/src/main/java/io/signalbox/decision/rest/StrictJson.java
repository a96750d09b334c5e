package io.signalbox.decision.rest;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.List;

/** Bodies are read strictly: no field twice, no number or boolean for a text, and no text for those. */
@Singleton
public class StrictJson implements ObjectMapperCustomizer {

    private static final List<CoercionInputShape> NUMBERS =
            List.of(CoercionInputShape.Integer, CoercionInputShape.Float);

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        refuse(mapper, LogicalType.Textual, CoercionInputShape.Boolean);
        NUMBERS.forEach(number -> refuse(mapper, LogicalType.Textual, number));
        for (LogicalType scalar : List.of(LogicalType.Boolean, LogicalType.Integer, LogicalType.Float)) {
            refuse(mapper, scalar, CoercionInputShape.String);
        }
        NUMBERS.forEach(number -> refuse(mapper, LogicalType.Boolean, number));
    }

    private static void refuse(ObjectMapper mapper, LogicalType type, CoercionInputShape from) {
        mapper.coercionConfigFor(type).setCoercion(from, CoercionAction.Fail);
    }
}
