package io.signalbox.cli;

import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.context.ContextCommand;
import io.signalbox.cli.deploy.DeployCommand;
import io.signalbox.cli.deploy.DestroyCommand;
import io.signalbox.cli.deploy.FailureCommand;
import io.signalbox.cli.direct.SwitchCommand;
import io.signalbox.cli.local.AclsCommand;
import io.signalbox.cli.local.DoctorCommand;
import io.signalbox.cli.local.IamCommand;
import io.signalbox.cli.local.NamesCommand;
import io.signalbox.cli.local.ProbeOnceCommand;
import io.signalbox.cli.local.TopologyCommand;
import io.signalbox.cli.order.AcknowledgeCommand;
import io.signalbox.cli.order.ApproveCommand;
import io.signalbox.cli.order.CancelCommand;
import io.signalbox.cli.order.DrillCommand;
import io.signalbox.cli.order.FreezeCommand;
import io.signalbox.cli.order.OverrideCommand;
import io.signalbox.cli.order.ReAdoptCommand;
import io.signalbox.cli.order.RejectCommand;
import io.signalbox.cli.order.ReleaseCommand;
import io.signalbox.cli.order.UnfreezeCommand;
import io.signalbox.cli.read.BacktestCommand;
import io.signalbox.cli.read.DirectiveCommand;
import io.signalbox.cli.read.ReportCommand;
import io.signalbox.cli.read.StatusCommand;
import io.signalbox.cli.read.WatchCommand;
import io.signalbox.cli.read.WhyCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The root of all commands. */
@Command(
        name = "signalbox",
        description = "Looks after services that run in several sites.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, in effect, or in order",
            "1:refused, or not in order",
            "2:wrong usage, or a value that is not allowed",
            "3:the order is stored, its effect was not seen yet",
            "4:the token is missing or unknown, or lacks a role",
            "5:no answer, or one to ask again later; nothing was changed",
            "6:an order was sent and not answered: it may be stored or not"
        },
        subcommands = {
            StatusCommand.class,
            WhyCommand.class,
            WatchCommand.class,
            ReportCommand.class,
            BacktestCommand.class,
            DirectiveCommand.class,
            OverrideCommand.class,
            ReleaseCommand.class,
            FreezeCommand.class,
            UnfreezeCommand.class,
            ApproveCommand.class,
            RejectCommand.class,
            CancelCommand.class,
            AcknowledgeCommand.class,
            DrillCommand.class,
            ReAdoptCommand.class,
            SwitchCommand.class,
            DoctorCommand.class,
            TopologyCommand.class,
            ProbeOnceCommand.class,
            NamesCommand.class,
            IamCommand.class,
            AclsCommand.class,
            DeployCommand.class,
            FailureCommand.Simulate.class,
            FailureCommand.Restore.class,
            DestroyCommand.class,
            ContextCommand.class,
            ManPageCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
public final class Signalbox {

    private Signalbox() {}

    /** All commands, printing to a console. */
    public static CommandLine commands(Console console) {
        return new CommandLine(new Signalbox(), new CliCommandFactory(console))
                .setOut(new PrintWriter(console.out(), true, console.out().charset()))
                .setErr(new PrintWriter(console.err(), true, console.err().charset()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((e, _, _) -> failed(console, e));
    }

    /** A command's own failure has its lines; anything else is a defect, and shows where it is. */
    private static int failed(Console console, Exception e) throws Exception {
        if (e instanceof CommandFailedException failed) {
            failed.lines().forEach(console::error);
            return failed.code();
        }
        throw e;
    }

    /** @return the exit code */
    public static int run(Console console, String... arguments) {
        return commands(console).execute(arguments);
    }
}
