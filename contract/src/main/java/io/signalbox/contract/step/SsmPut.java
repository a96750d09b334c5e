package io.signalbox.contract.step;

import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of AWS Systems Manager has this value. The version of its previous value is remembered.
 *
 * @param value {@code ${NAME}} in it is a variable of actuator-service, since the value may be a secret
 */
public record SsmPut(String region, String name, String value) implements Action.Adjustment {

    static final ActionKind<SsmPut> KIND = new ActionKind<>("ssm-put", SsmPut.class, SsmPut::read);

    /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]{1,1011}|/[A-Za-z0-9_./-]{1,1010}");
    /** The limit of a parameter of the standard tier. */
    private static final int LONGEST_VALUE = 4_096;

    private static @Nullable SsmPut read(Cursor at) {
        Fields fields = at.fields("region", "name", "value");
        String region = fields.required("region", AwsText::region);
        String name = fields.required(
                "name",
                it -> it.text(
                        "a parameter's name of letters, digits, '_', '.' and '-', or a path of such names that begins"
                                + " with /",
                        text -> PARAMETER.matcher(text).matches()));
        String value = fields.required(
                "value",
                it -> it.secret(
                        "a text of 1 to " + LONGEST_VALUE + " characters",
                        text -> !text.isEmpty() && text.length() <= LONGEST_VALUE));
        return fields.whole(() -> new SsmPut(region, name, value));
    }

    @Override
    public String shown() {
        return "SsmPut[region=" + region + ", name=" + name + "]";
    }

    @Override
    public List<Need> needs() {
        String parameter = "parameter/" + name.replaceFirst("^/", "");
        return List.of(Need.control(
                "Systems Manager",
                region,
                IamPermission.of(
                        IamPermission.arn("ssm", region, parameter),
                        "ssm:DeleteParameter",
                        "ssm:GetParameter",
                        "ssm:PutParameter")));
    }
}
