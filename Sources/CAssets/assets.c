#include "assets.h"

// The files themselves, taken in by the compiler: the program is one file on disk.
static const unsigned char tokens_css[] = {
#embed "files/css/tokens.css"
};
static const unsigned char inzet_css[] = {
#embed "files/css/inzet.css"
    ,
#embed "files/css/parts/application.css"
    ,
#embed "files/css/parts/organisation.css"
    ,
#embed "files/css/parts/signin.css"
    ,
#embed "files/css/parts/centre.css"
    ,
#embed "files/css/parts/import.css"
    ,
#embed "files/css/parts/vacancy.css"
    ,
#embed "files/css/parts/rounds.css"
    ,
#embed "files/css/parts/pupils.css"
    ,
#embed "files/css/parts/policy.css"
    ,
#embed "files/css/parts/policy-consultation.css"
    ,
#embed "files/css/parts/policy-goals.css"
    ,
#embed "files/css/parts/policy-money.css"
    ,
#embed "files/css/parts/policy-scan.css"
    ,
#embed "files/css/parts/policy-vision.css"
    ,
#embed "files/css/parts/policy-plan.css"
    ,
#embed "files/css/parts/policy-typetest.css"
    ,
#embed "files/css/parts/policy-look.css"
    ,
#embed "files/css/parts/survey-respond.css"
    ,
#embed "files/css/parts/survey-field.css"
    ,
#embed "files/css/parts/survey-results.css"
    ,
#embed "files/css/parts/survey-questionnaire.css"
    ,
#embed "files/css/parts/survey-exchange.css"
    ,
#embed "files/css/parts/exposure.css"
    ,
#embed "files/css/parts/ranking.css"
};
static const unsigned char inzet_js[] = {
#embed "files/js/inzet.js"
};
static const unsigned char inzet_svg[] = {
#embed "files/img/inzet.svg"
};
static const unsigned char en_po[] = {
#embed "files/texts/en.po"
};
static const unsigned char openapi_json[] = {
#embed "files/open/openapi.json"
};
static const unsigned char demo_agreements[] = {
#embed "files/demo/afspraken.json"
};
static const unsigned char demo_area[] = {
#embed "files/demo/gebied.json"
};
static const unsigned char demo_people[] = {
#embed "files/demo/mensen.json"
};
static const unsigned char demo_organisations[] = {
#embed "files/demo/organisaties.json"
};
static const unsigned char demo_plan[] = {
#embed "files/demo/plan.json"
};
static const unsigned char demo_consultations[] = {
#embed "files/demo/raadpleging.json"
};
static const unsigned char demo_tables_2011[] = {
#embed "files/demo/tabellen-2011.csv"
};
static const unsigned char demo_texts[] = {
#embed "files/demo/teksten.json"
};
static const unsigned char demo_vacancies[] = {
#embed "files/demo/vacatures.json"
};
static const unsigned char ranking_yaml[] = {
#embed "files/ranking.yaml"
};
static const unsigned char policy_chances_threats[] = {
#embed "files/policy/chances-threats.yaml"
};
static const unsigned char policy_evaluation[] = {
#embed "files/policy/evaluation.yaml"
};
static const unsigned char policy_fields[] = {
#embed "files/policy/fields.yaml"
};
static const unsigned char policy_goals[] = {
#embed "files/policy/goals.yaml"
};
static const unsigned char policy_handover[] = {
#embed "files/policy/handover.yaml"
};
static const unsigned char policy_party_kinds[] = {
#embed "files/policy/party-kinds.yaml"
};
static const unsigned char policy_plan_elements[] = {
#embed "files/policy/plan-elements.yaml"
};
static const unsigned char policy_scan_integral[] = {
#embed "files/policy/scan-integral.yaml"
};
static const unsigned char policy_scan_seven_principles[] = {
#embed "files/policy/scan-seven-principles.yaml"
};
static const unsigned char policy_scan_ten_points[] = {
#embed "files/policy/scan-ten-points.yaml"
};
static const unsigned char policy_steps[] = {
#embed "files/policy/steps.yaml"
};
static const unsigned char policy_type_test[] = {
#embed "files/policy/type-test.yaml"
};
static const unsigned char policy_value[] = {
#embed "files/policy/value.yaml"
};
static const unsigned char policy_vision[] = {
#embed "files/policy/vision.yaml"
};
static const unsigned char policy_workbook[] = {
#embed "files/policy/workbook.yaml"
};
static const unsigned char questionnaire_behoeften_organisaties[] = {
#embed "files/questionnaires/behoeften-organisaties.yaml"
};
static const unsigned char questionnaire_beleid_2011[] = {
#embed "files/questionnaires/beleid-2011.yaml"
};
static const unsigned char questionnaire_impact_buurt[] = {
#embed "files/questionnaires/impact-buurt.yaml"
};
static const unsigned char questionnaire_impact_deelnemer[] = {
#embed "files/questionnaires/impact-deelnemer.yaml"
};
static const unsigned char questionnaire_impact_organisatie[] = {
#embed "files/questionnaires/impact-organisatie.yaml"
};
static const unsigned char questionnaire_impact_vrijwilliger[] = {
#embed "files/questionnaires/impact-vrijwilliger.yaml"
};
static const unsigned char questionnaire_tevredenheid_organisaties[] = {
#embed "files/questionnaires/tevredenheid-organisaties.yaml"
};
static const unsigned char questionnaire_tevredenheid_vrijwilligers[] = {
#embed "files/questionnaires/tevredenheid-vrijwilligers.yaml"
};
static const unsigned char questionnaire_vrijwilligersmonitor[] = {
#embed "files/questionnaires/vrijwilligersmonitor.yaml"
};

#define ASSET(name, symbol) { name, symbol, sizeof(symbol) }
static const inzet_asset assets[] = {
    ASSET("css/tokens.css", tokens_css),
    ASSET("css/inzet.css", inzet_css),
    ASSET("js/inzet.js", inzet_js),
    ASSET("img/inzet.svg", inzet_svg),
    ASSET("texts/en.po", en_po),
    ASSET("open/openapi.json", openapi_json),
    ASSET("demo/afspraken.json", demo_agreements),
    ASSET("demo/gebied.json", demo_area),
    ASSET("demo/mensen.json", demo_people),
    ASSET("demo/organisaties.json", demo_organisations),
    ASSET("demo/plan.json", demo_plan),
    ASSET("demo/raadpleging.json", demo_consultations),
    ASSET("demo/tabellen-2011.csv", demo_tables_2011),
    ASSET("demo/teksten.json", demo_texts),
    ASSET("demo/vacatures.json", demo_vacancies),
    ASSET("ranking.yaml", ranking_yaml),
    ASSET("policy/chances-threats.yaml", policy_chances_threats),
    ASSET("policy/evaluation.yaml", policy_evaluation),
    ASSET("policy/fields.yaml", policy_fields),
    ASSET("policy/goals.yaml", policy_goals),
    ASSET("policy/handover.yaml", policy_handover),
    ASSET("policy/party-kinds.yaml", policy_party_kinds),
    ASSET("policy/plan-elements.yaml", policy_plan_elements),
    ASSET("policy/scan-integral.yaml", policy_scan_integral),
    ASSET("policy/scan-seven-principles.yaml", policy_scan_seven_principles),
    ASSET("policy/scan-ten-points.yaml", policy_scan_ten_points),
    ASSET("policy/steps.yaml", policy_steps),
    ASSET("policy/type-test.yaml", policy_type_test),
    ASSET("policy/value.yaml", policy_value),
    ASSET("policy/vision.yaml", policy_vision),
    ASSET("policy/workbook.yaml", policy_workbook),
    ASSET("questionnaires/behoeften-organisaties.yaml", questionnaire_behoeften_organisaties),
    ASSET("questionnaires/beleid-2011.yaml", questionnaire_beleid_2011),
    ASSET("questionnaires/impact-buurt.yaml", questionnaire_impact_buurt),
    ASSET("questionnaires/impact-deelnemer.yaml", questionnaire_impact_deelnemer),
    ASSET("questionnaires/impact-organisatie.yaml", questionnaire_impact_organisatie),
    ASSET("questionnaires/impact-vrijwilliger.yaml", questionnaire_impact_vrijwilliger),
    ASSET("questionnaires/tevredenheid-organisaties.yaml", questionnaire_tevredenheid_organisaties),
    ASSET("questionnaires/tevredenheid-vrijwilligers.yaml", questionnaire_tevredenheid_vrijwilligers),
    ASSET("questionnaires/vrijwilligersmonitor.yaml", questionnaire_vrijwilligersmonitor),
};

size_t inzet_asset_count(void) { return sizeof(assets) / sizeof(assets[0]); }

inzet_asset inzet_asset_at(size_t index) { return assets[index]; }
