import Core
import Storage

/// Each part tells its share of the demo from beginning to end. A document that was settled on the way may not know what
/// came after it: that is put away while the document is made, and put back.
struct DemoRewind {
    let demo: PolicyDemo
    let cycle: PolicyCycle

    func at<Made>(_ moment: Moment, in db: any SQLConnection, _ make: () throws -> Made) throws -> Made {
        try db.run("SAVEPOINT demo_rewind")
        try putAwayWhole(from: moment, in: db)
        try undo(from: moment, in: db)
        try forget(from: moment, in: db)
        let made = try make()
        try db.run("ROLLBACK TO SAVEPOINT demo_rewind")
        try db.run("RELEASE SAVEPOINT demo_rewind")
        return made
    }

    /// What was begun later goes to the other round as it is, out of sight.
    private func putAwayWhole(from moment: Moment, in db: any SQLConnection) throws {
        let away = cycle.id == demo.past.id ? demo.present.id : demo.past.id
        for table in ["policy_agreement", "policy_consultation", "policy_task"] as [SQL] {
            try db.run(
                "UPDATE \(table) SET cycle_id = \(away) WHERE cycle_id = \(cycle.id) AND created_at >= \(moment)")
        }
        try db.run(
            """
            UPDATE policy_scan SET cycle_id = \(away), number = number + 1000
            WHERE cycle_id = \(cycle.id) AND created_at >= \(moment)
            """)
        try db.run(
            """
            UPDATE policy_value_calculation SET cycle_id = \(away), number = number + 1000
            WHERE cycle_id = \(cycle.id) AND made_at >= \(moment)
            """)
    }

    /// What was decided or done later was not yet.
    private func undo(from moment: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE policy_agreement SET state = \(Agreement.State.agreed), ended_at = NULL, end_reason = NULL
            WHERE cycle_id = \(cycle.id) AND ended_at >= \(moment)
            """)
        try db.run(
            """
            UPDATE policy_agreement SET state = \(Agreement.State.draft), agreed_at = NULL
            WHERE cycle_id = \(cycle.id) AND agreed_at >= \(moment)
            """)
        try db.run("UPDATE policy_task SET done_at = NULL, done_by = NULL WHERE done_at >= \(moment)")
        try db.run("UPDATE policy_scan_section SET done_at = NULL WHERE done_at >= \(moment)")
        try db.run("DELETE FROM policy_goal_target WHERE set_at >= \(moment)")
        try db.run(
            """
            UPDATE policy_goal SET target_value = COALESCE((SELECT value FROM policy_goal_target
                WHERE goal_id = policy_goal.id ORDER BY seq DESC LIMIT 1), target_value) WHERE cycle_id = \(cycle.id)
            """)
    }

    /// What was told, counted or paid later was not known.
    private func forget(from moment: Moment, in db: any SQLConnection) throws {
        try db.run("DELETE FROM policy_agreement_report WHERE created_at >= \(moment)")
        try db.run("DELETE FROM policy_goal_measurement WHERE recorded_at >= \(moment)")
        try db.run("DELETE FROM policy_indicator_now WHERE taken_at >= \(moment)")
        try db.run("DELETE FROM policy_money_booking WHERE entered_at >= \(moment)")
        try db.run("DELETE FROM policy_money_amount WHERE entered_at >= \(moment)")
        try db.run("DELETE FROM policy_field_count WHERE counted_on >= \(moment.day)")
        try db.run("DELETE FROM policy_party_talk WHERE created_at >= \(moment)")
        try db.run(
            """
            UPDATE policy_party SET last_spoken = (SELECT MAX(day) FROM policy_party_talk
                WHERE party_id = policy_party.id AND removed_at IS NULL) WHERE cycle_id = \(cycle.id)
            """)
    }
}
