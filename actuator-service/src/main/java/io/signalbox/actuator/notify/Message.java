package io.signalbox.actuator.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.Command;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.notice.NoticeEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The message for programs: the body of a webhook, and the payload of a function.
 *
 * @param plan or the id of a notice
 * @param about what happens, in words; null when there are none
 * @param active the site that the name points to now
 * @param epoch of the routing decision in force
 * @param at by the clock of the actuator
 * @param event what a notice is about; null for a step of a plan
 * @param idempotencyKey the same in every attempt
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        int v,
        ServiceName service,
        CellName cell,
        String plan,
        int step,
        @Nullable String about,
        SiteName active,
        long epoch,
        Instant at,
        @Nullable NoticeEvent event,
        String idempotencyKey) {

    static final int VERSION = 1;

    private static final Codec<Message> CODEC = Codec.of(Message.class);

    static Message of(Command command, Fence fence, Instant at) {
        return new Message(
                VERSION,
                command.service(),
                command.cell(),
                command.plan(),
                command.step(),
                command.note(),
                fence.active(),
                fence.epoch(),
                at,
                command.event(),
                key(command));
    }

    /**
     * The same in every attempt, and different in every other step of any plan: plans are numbered for each service.
     */
    static String key(Command command) {
        return command.cell() + "/" + command.service() + "/" + command.plan() + "/" + command.step();
    }

    String words() {
        return words(about, service, plan, step);
    }

    /** The words for a person: those of the notice or plan, or its identity if there are none. */
    static String words(@Nullable String about, ServiceName service, String plan, int step) {
        return about == null || about.isBlank() ? "service " + service + ", plan " + plan + ", step " + step : about;
    }

    byte[] json() {
        return CODEC.write(this);
    }
}
