package io.signalbox.infra.platform;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.logs.CfnLogGroup;

/** Writes the files of a process from secrets, before it starts. ECS can give a container a secret as a variable only. */
final class FilesContainer {

    static final String NAME = "files";

    private static final String IMAGE = "public.ecr.aws/docker/library/busybox:1.37";
    private static final String SCRATCH = "scratch";

    private FilesContainer() {}

    static CfnTaskDefinition.ContainerDefinitionProperty of(SignalboxProcess process, CfnLogGroup logs) {
        return CfnTaskDefinition.ContainerDefinitionProperty.builder()
                .name(NAME)
                .image(IMAGE)
                .essential(false)
                .readonlyRootFilesystem(true)
                .command(List.of("sh", "-ec", script(process.files())))
                .secrets(process.files().entrySet().stream()
                        .map(file -> CfnTaskDefinition.SecretProperty.builder()
                                .name(variable(file.getKey()))
                                .valueFrom(Fn.sub(FargateProcess.SECRET + file.getValue()))
                                .build())
                        .toList())
                .mountPoints(List.of(mount(NAME, Processes.FOLDER, false), mount(SCRATCH, "/" + SCRATCH, false)))
                .logConfiguration(log(process, logs))
                .build();
    }

    /** The user of the services is 10001; the volume for /tmp is made by root. */
    private static String script(Map<String, String> files) {
        var script = new StringBuilder("umask 022; chmod 1777 /" + SCRATCH);
        files.keySet().forEach(file -> {
            String path = Processes.FOLDER + file;
            if (file.contains("/")) {
                script.append("; mkdir -p ").append(path, 0, path.lastIndexOf('/'));
            }
            script.append("; printf '%s\\n' \"$")
                    .append(variable(file))
                    .append("\" > ")
                    .append(path);
        });
        return script.toString();
    }

    private static String variable(String file) {
        return "FILE_" + file.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    static List<CfnTaskDefinition.VolumeProperty> volumes() {
        return List.of(volume(NAME), volume(SCRATCH));
    }

    /** The mounts of the service's own container. */
    static List<CfnTaskDefinition.MountPointProperty> mounts() {
        return List.of(mount(NAME, Processes.FOLDER, true), mount(SCRATCH, "/tmp", false));
    }

    static CfnTaskDefinition.LogConfigurationProperty log(SignalboxProcess process, CfnLogGroup logs) {
        return CfnTaskDefinition.LogConfigurationProperty.builder()
                .logDriver("awslogs")
                .options(Map.of(
                        "awslogs-group",
                        logs.getRef(),
                        "awslogs-region",
                        Aws.REGION,
                        "awslogs-stream-prefix",
                        process.name()))
                .build();
    }

    private static CfnTaskDefinition.VolumeProperty volume(String name) {
        return CfnTaskDefinition.VolumeProperty.builder().name(name).build();
    }

    private static CfnTaskDefinition.MountPointProperty mount(String volume, String path, boolean readOnly) {
        return CfnTaskDefinition.MountPointProperty.builder()
                .sourceVolume(volume)
                .containerPath(path)
                .readOnly(readOnly)
                .build();
    }
}
