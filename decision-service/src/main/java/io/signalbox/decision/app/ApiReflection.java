package io.signalbox.decision.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.signalbox.contract.topology.Objectives;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.core.evidence.Outlook;
import io.signalbox.decision.core.evidence.VoteCount;
import io.signalbox.decision.core.explain.Why;
import io.signalbox.decision.core.loss.RegionLoss;
import io.signalbox.decision.core.report.MoveReport;
import io.signalbox.decision.problem.ApiProblemDetails;
import io.signalbox.decision.rest.DirectiveStatus;
import io.signalbox.decision.rest.JournalQuery;
import io.signalbox.decision.rest.MeResource;
import io.signalbox.decision.rest.MovesResource;
import io.signalbox.decision.rest.Orders;
import io.signalbox.decision.rest.RegionsResource;
import io.signalbox.decision.rest.ServicesQuery;
import io.signalbox.decision.view.FleetView;

/** Types of the API beside the contract's records, for the native executable. */
@RegisterForReflection(
        targets = {
            ApiProblemDetails.class,
            DirectiveStatus.class,
            MeResource.Me.class,
            JournalQuery.Page.class,
            ServicesQuery.Page.class,
            Orders.Override.class,
            Orders.Freeze.class,
            Orders.Acknowledge.class,
            Orders.Reseeded.class,
            Orders.Approve.class,
            Orders.StartDrill.class,
            Orders.LiftQuarantine.class,
            Orders.Plain.class,
            MoveReport.class,
            MoveReport.Phase.class,
            MoveReport.Wait.class,
            MoveReport.Step.class,
            MoveReport.Summary.class,
            MovesResource.Moves.class,
            Objectives.class,
            FleetView.class,
            FleetView.Held.class,
            FleetView.Brake.class,
            Explanation.class,
            Explanation.Site.class,
            Explanation.SideCheck.class,
            Explanation.Vantage.class,
            Explanation.Check.class,
            Explanation.Counts.class,
            Explanation.Recent.class,
            Explanation.Failure.class,
            Outlook.class,
            VoteCount.class,
            RegionLoss.class,
            RegionLoss.ForService.class,
            RegionLoss.Effect.class,
            RegionsResource.Region.class,
            RegionsResource.Regions.class,
            Why.class,
            Why.Held.class,
            Why.Source.class,
            Why.Site.class,
            Why.Vote.class
        })
final class ApiReflection {
    private ApiReflection() {}
}
