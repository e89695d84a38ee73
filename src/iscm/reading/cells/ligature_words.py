"""The words of the field that have letters which some fonts draw as one sign: `tt`, `ti`, `ff`, `fi`, `fl`, `ft`."""

# Only these are restored, so that no other words are made of what stands. Left out are words whose loss makes other
# words of daily use ("mention" would be read out of "men on", "caption" out of "cap on").
WORDS = """
abilities accreditation action actions activation actively activities activity adaptation administration
administrations administrative adoption affairs affected allocation alternatives application applications
associations attendance attended attention attitudes authorities authorization beneficiaries beneficiary benefit
benefits briefing briefings capabilities certificates certification circulation citizen citizens citizenship
classification collaboration collaborative collection combatting committed committee committees communication
communications communities competition compilation composition concertation conditions configuration conflict
conflicts constitution constitutive consultatif consultation consultations consultative contribution contributions
convention conventions cooperation coopération coordination creation declaration declarations definition definitions
delegation delegations destination destinations detention difficult difficulties digitalisation digitalization
digitisation digitization directive directives discrimination dissemination documentation donation drafted drafting
education educational effect effective effectively effectiveness effects efficient effort efforts elimination
emigration entitled evaluating evaluation evaluations execution executive exhibition exploitation
extraditions facilitating facilitation facilities fifteenth fifth fiftieth figures financed finances financial
financing flagship flexible flows fluctuation formation foundation fulfilment functional functions gestion
gestión graduation harmonisation harmonization identificación identification identified identify identifying
identities identity immigration implementation implementing inflows influence influx information initiated initiation
initiative initiatives innovation innovations innovative inspection institution institutional institutions instruction
integrating integration intention interaction interactive international interventions introduction intégration
investigation investigations invitation irregularities justification legislation liberalisation liberalization
localities marketing meeting meetings migration migrations minorities mitigate mitigation mobilisation mobilities
mobilization modalities modification multilateral multinational multistakeholder nation national
nationalities nationality nationals nations negotiated negotiating negotiation negotiations negotiators notification
notifications objective objectives obligations observation office officer officers offices official officially
officials officiels oficial oficiales oficina operation operational operationalisation operationalization operations
opportunities optimisation options organisation organisations organization organizational organizations
orientation orientations origination outflows participant participants participate participated participates
participating participation participatory parties perspective perspectives politica political politically politics
politique política population populations position positions positive potential practical practice practices
practitioners preparation preparations presentation presentations prevention priorities prioritisation prioritization
prioritize prioritized profile profiles profiling prohibition promotion prosecution prosecutions protection
qualification qualifications qualified question questionnaire questions ratification ratified reception
recognition recommendation recommendations reconciliation reflect reflected reflection reflections registration
regularisation regularization regulation regulations rehabilitation reintegration relation relations relationship
remittance remittances repatriation representation representatives reproduction resettlement resolution resolutions
restitution restrictions retention reunification réintégration scientific section sections sensitisation sensitive
sensitization settlement significant simplification situation situations solutions specific specifically stabilisation
stabilization standardisation statistical statistics statistiques stratification supplementation systematic
tarification taxation tentative thematic thematically traditional traffic trafficked traffickers trafficking
transaction transition transportation tráfico unification universities utilisation utilization vaccination validation
variation verification violation violations vocational vulnerabilities workflow
"""
# What would be left of some of these words is a word itself: "armed" of "affirmed", "pares" of "parties".
NO_LOSSES = frozenset(
    {"des nation", "des nations", "enes", "geson", "opons", "par es", "pares", "polica", "prole", "proles"}
    | {"raed", "stang", "trac", "tracked", "trackers", "tracking", "tracker"}
)
