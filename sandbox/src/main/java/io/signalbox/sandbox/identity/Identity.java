package io.signalbox.sandbox.identity;

/**
 * The signer of a request.
 *
 * @param account that the signer belongs to; resources of other accounts do not exist for it
 * @param arn of the user, or of the session of the role
 * @param role the ARN of the assumed role; empty for a user
 */
public record Identity(String account, String arn, String role) {

    static Identity user(String account, String name) {
        return new Identity(account, "arn:aws:iam::" + account + ":user/" + name, "");
    }

    /**
     * The path of a role is not part of its sessions' ARNs.
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
     */
    static Identity session(String role, String name) {
        String[] parts = role.split(":", -1);
        String roleName = role.substring(role.lastIndexOf('/') + 1);
        return new Identity(
                parts[4], "arn:" + parts[1] + ":sts::" + parts[4] + ":assumed-role/" + roleName + "/" + name, role);
    }
}
