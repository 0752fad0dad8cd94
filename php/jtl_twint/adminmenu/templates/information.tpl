<section aria-labelledby="twint-report" class="mb-5">
    <div class="subheading1" id="twint-report">{__('twint.report')}</div>
    <hr class="mb-3">
    <p>{__('twint.reportIntro')}</p>
    {foreach $sections as $section => $values}
        <div class="h5">{__("twint.report.$section")}</div>
        <dl class="form-row mb-3" data-report="{$section}">
            {foreach $values as $name => $value}
                <dt class="col-sm-4">{__("twint.report.$name")}</dt>
                <dd class="col-sm-8 text-break">{$value}</dd>
            {/foreach}
        </dl>
    {/foreach}
    <details>
        <summary>{__('twint.report.copyAll')}</summary>
        {include file='./copy.tpl'}
    </details>
</section>
{if $mayConfigure}
    <section aria-labelledby="twint-export" class="mb-5">
        <div class="subheading1" id="twint-export">{__('twint.export')}</div>
        <hr class="mb-3">
        <p>{__('twint.exportIntro')}</p>
        <form method="post" action="{$url}" class="form-row align-items-end" data-twint="export">
            {include file='./form.tpl' action='export'}
            <div class="col-sm-5 mb-2">
                <label for="twint-order">{__('twint.exportOrder')}</label>
                <input class="form-control" type="text" name="twint_order" id="twint-order" maxlength="64">
            </div>
            <div class="col-sm-auto mb-2">
                <button class="btn btn-outline-primary" type="submit"><span class="fal fa-download" aria-hidden="true"></span> {__('twint.exportDownload')}</button>
            </div>
        </form>
    </section>
    <section aria-labelledby="twint-self-test" class="mb-5">
        <div class="subheading1" id="twint-self-test">{__('twint.selfTest')}</div>
        <hr class="mb-3">
        <p>{if $test}{__('twint.selfTestIntro')}{else}{__('twint.selfTestLive')}{/if}</p>
        <form method="post" action="{$url}" data-twint="self-test">
            {include file='./form.tpl' action='selfTest'}
            <button class="btn btn-outline-primary" type="submit" data-twint-once{if !$test || !$usable} disabled{/if}>{__('twint.selfTestRun')}</button>
        </form>
        {if $steps !== []}
            <ol class="mt-3 pl-3">
                {foreach $steps as $step}
                    <li data-step="{$step->name}" data-good="{if $step->problem === null}yes{else}no{/if}">
                        {if $step->problem === null}<span class="fas fa-check-circle text-success" aria-hidden="true"></span> {__('twint.state.ok')}{else}<span class="fas fa-times-circle text-danger" aria-hidden="true"></span> {__('twint.selfTest.failed')}{/if}:
                        {if $step->set !== ''}{$step->set}: {/if}{__("twint.selfTest.{$step->name}")} ({__('twint.milliseconds')|sprintf:$step->milliseconds})
                        {if $step->problem !== null}<br>{$step->problem}{if $step->detail !== ''}{include file='./for-support.tpl' detail=$step->detail}{/if}{/if}
                    </li>
                {/foreach}
            </ol>
        {/if}
    </section>
    <section aria-labelledby="twint-cron">
        <div class="subheading1" id="twint-cron">{__('twint.cron')}</div>
        <hr class="mb-3">
        <p>{__('twint.cronHelp')}</p>
        {include file='./copy.tpl' text=$cronUrl}
        <form method="post" action="{$url}" class="mt-3" data-twint="rotate">
            {include file='./form.tpl' action='cron.rotate'}
            <button class="btn btn-outline-primary" type="submit" data-twint-confirm="{__('twint.cronRotateConfirm')}">{__('twint.cronRotate')}</button>
            <small class="form-text">{__('twint.cronRotateHelp')}</small>
        </form>
    </section>
{/if}
