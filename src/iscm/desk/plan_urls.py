"""The addresses of year plans: what is searched, how far it is, what came of it."""

from django.urls import URLPattern, URLResolver, path

from iscm.desk.views import plan_run, plans

pages: list[URLPattern | URLResolver] = [
    path("plans/", plans.plans_page, name="desk-plans"),
    path("plans/new/", plans.new_plan, name="desk-plan-new"),
    path("plans/<int:pk>/", plan_run.run_page, name="desk-plan"),
    path("plans/<int:pk>/stop/", plan_run.stop, name="desk-plan-stop"),
    path("plans/<int:pk>/again/", plan_run.again, name="desk-plan-again"),
    path("plans/<int:pk>/propose/", plan_run.propose_all, name="desk-plan-propose"),
    path("plans/<int:pk>/plan.<str:form>", plan_run.plan_file, name="desk-plan-file"),
]
